// NAME.jar on a real JDK, with jars as students build them.
import { execFile } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { NoMainClass } from './jar-command.ts'
import { builtJar } from './testing/build-jar.ts'
import { ProgramRunner } from './testing/program-runner.ts'

let runner: ProgramRunner
beforeAll(async () => {
  runner = await ProgramRunner.open()
})
afterAll(() => runner?.[Symbol.asyncDispose]())

const main = (body: string): string => `public static void main(String[] args) throws Exception { ${body} }`

/** A jar with these classes (by file name, `package` lines count) and lines in its manifest. */
async function jarOf(
  sources: Record<string, string>,
  manifest: string[] = [],
  more: Record<string, string> = {},
): Promise<Buffer> {
  const folder = path.join(runner.folder, `jar-${Math.random()}`)
  const bin = (tool: string, ...args: string[]) =>
    promisify(execFile)(path.join(runner.runtime.jdk.home, 'bin', tool), args, { cwd: folder })
  await mkdir(folder)
  for (const [name, source] of Object.entries(sources)) await writeFile(path.join(folder, name), source)
  const exports = ['--add-exports', 'java.base/jdk.internal.misc=ALL-UNNAMED']
  await bin('javac', '-nowarn', ...exports, '-d', 'classes', ...Object.keys(sources))
  for (const [name, content] of Object.entries(more)) {
    await mkdir(path.dirname(path.join(folder, 'classes', name)), { recursive: true })
    await writeFile(path.join(folder, 'classes', name), content)
  }
  await writeFile(path.join(folder, 'manifest'), manifest.map(line => `${line}\n`).join(''))
  await bin('jar', '--create', '--file', 'made.jar', '--manifest', 'manifest', '-C', 'classes', '.')
  return readFile(path.join(folder, 'made.jar'))
}

test('what is in it and on its Class-Path comes first, what every Java program gets after', async () => {
  const schema = (says: string) =>
    `package org.apache.avro; public class Schema { public String toString() { return "${says}"; } }`
  const app = `public class Main { ${main(`
    for (String name : new String[] { "org.apache.avro.Schema", "org.apache.kafka.common.utils.Bytes", "org.apache.kafka.streams.KafkaStreams" })
      System.out.print((name.contains("avro") ? Class.forName(name).getConstructor().newInstance() : Class.forName(name).getSimpleName()) + " ");`)} }`
  const bytes = 'package org.apache.kafka.common.utils; public class Bytes { }'
  const { out, err } = await runner.run({
    'app.jar': await jarOf({ 'Main.java': app, 'Schema.java': schema('inside') }, [
      'Main-Class: Main',
      'Class-Path: lib/my%20lib.jar',
    ]),
    'lib/my lib.jar': await jarOf({ 'Bytes.java': bytes, 'Schema.java': schema('beside') }),
  })
  expect({ out, err }).toEqual({ out: 'inside Bytes KafkaStreams ', err: '' })
})

test('its manifest opens what it opens for -jar', async () => {
  const app = `public class Main { ${main(`
    jdk.internal.misc.Unsafe.getUnsafe();
    var field = String.class.getDeclaredField("value"); field.setAccessible(true);
    System.out.println(field.getName() + java.util.List.of(args));`)} }`
  const manifest = [
    'Main-Class: Main',
    'Add-Opens: java.base/java.lang',
    'Add-Exports: java.base/jdk.internal.misc',
  ]
  const { out, err } = await runner.run(
    { 'app.jar': await jarOf({ 'Main.java': app }, manifest) },
    { args: ['a b', ''] },
  )
  expect({ out, err }).toEqual({ out: 'value[a b, ]\n', err: '' })
})

test('a jar that lies in it by mistake takes no library away', async () => {
  const app = `public class Main { ${main('System.out.println(Class.forName("org.apache.kafka.streams.KafkaStreams").getSimpleName());')} }`
  const jar = await jarOf({ 'Main.java': app }, ['Main-Class: Main'], { 'lib/some.jar': 'x' })
  expect(await runner.run({ 'app.jar': jar })).toMatchObject({ out: 'KafkaStreams\n', err: '' })
})

test('what cannot be started says why', async () => {
  const app = `public class Main { ${main('')} }`
  const bare = runner.run({ 'app.jar': await jarOf({ 'Main.java': app }) })
  await expect(bare).rejects.toThrow(/^app\.jar has no Main-Class in its META-INF\/MANIFEST\.MF, so/)
  await expect(bare).rejects.toBeInstanceOf(NoMainClass)
  await expect(runner.run({ 'app.jar': 'half of it' })).rejects.toThrow(/^app\.jar is no jar/)
})

test.each([
  ['shaded', '2.8.2 ch.qos.logback.classic.LoggerContext\n'],
  ['boot', /(^|\n)3\.\d+\.\d+ ch\.qos\.logback\.classic\.LoggerContext\n/],
])('a %s jar runs on its own Kafka and its own logging, and nobody warns', async (name, versions) => {
  const jar = await readFile(await builtJar(name, runner.runtime.jdk.home))
  const { out, err, end } = await runner.run({ 'app.jar': jar }, { args: ['versions'] })
  expect({ err, code: end.exitCode }).toEqual({ err: '', code: 0 })
  expect(out).toMatch(versions)
})
