// Programs for real: every runner, crashes, hangs, floods, signals. In process groups here; the grade's own test runs them in
// namespaces.

import { execFile } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { startKeeper } from '#harness/host/keeper.ts'
import { poll } from '#harness/host/poll.ts'
import { withArchives } from '#harness/lab/embedded/archives.ts'
import { prepareRuntime, type Runtime } from '#harness/runtime/runtime.ts'
import { NoMainClass } from './jar-command.ts'
import { openSubmission } from './open-submission.ts'
import { ProgramAmbiguous, ProgramMissing } from './resolve-program.ts'
import { howItEnded } from './run-program.ts'
import { type StartOptions, Workspace } from './workspace.ts'

let runtime: Runtime
let folder: string
let workspace: Workspace | undefined
const keeper = startKeeper()

beforeAll(async () => {
  runtime = await withArchives(await prepareRuntime(() => {}), () => {})
})
afterAll(() => keeper.close())
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'day2-programs-'))
})
afterEach(async () => {
  await workspace?.close()
  workspace = undefined
  await rm(folder, { recursive: true, force: true })
})

async function submit(files: Record<string, string | Buffer>): Promise<Workspace> {
  const exercise = path.join(folder, 'Übung 3', '03-word-count')
  await rm(exercise, { recursive: true, force: true })
  await mkdir(exercise, { recursive: true })
  for (const [name, content] of Object.entries(files)) {
    await writeFile(path.join(exercise, name), content)
    if (!name.includes('.')) await chmod(path.join(exercise, name), 0o755)
  }
  const submission = await openSubmission(path.join(folder, 'Übung 3'), {
    scratch: path.join(folder, 'scratch'),
  })
  workspace = await Workspace.open({
    submission,
    exercise: '03-word-count',
    runtime,
    keeper,
    tools: path.join(folder, 'tools'),
    variables: { BOOTSTRAP_SERVERS: 'b:1' },
    timeZone: 'Asia/Kathmandu',
  })
  return workspace
}

async function run(
  files: Record<string, string | Buffer>,
  options: StartOptions & { input?: string; limit?: number } = {},
) {
  const { input, limit = 60_000, ...rest } = options
  const program = await (await submit(files)).start('app', rest)
  if (input) await program.write(input)
  program.closeInput()
  const end = await program.wait(limit)
  return { program, end, out: program.stdout, err: program.stderr }
}

test('TypeScript runs with types stripped, and can import zx, kafkajs, undici and avsc', async () => {
  const source = `
    import { $ } from 'zx'
    import kafkajs from 'kafkajs'
    import { request } from 'undici'
    import avro from 'avsc'
    const words: string[] = process.argv.slice(2)
    console.log(typeof $, typeof kafkajs.Kafka, typeof request, typeof avro.Type, words.join('|'), process.env.BOOTSTRAP_SERVERS)`
  const { out, end } = await run({ 'app.ts': source }, { args: ['a b', ''] })
  expect(out).toBe('function function function function a b| b:1\n')
  expect(end).toMatchObject({ exitCode: 0, by: 'itself', timedOut: false })
})

test('JavaScript runs as a module or as CommonJS, bash as bash, an executable by its shebang', async () => {
  expect((await run({ 'app.js': "console.log(typeof require('zx').$)" })).out).toBe('function\n')
  await workspace?.close()
  expect((await run({ 'app.mjs': "import 'zx'; console.log(import.meta.url.length > 0)" })).out).toBe(
    'true\n',
  )
  await workspace?.close()
  expect(
    (await run({ 'app.sh': 'read -r line; echo "[$line]" "$TZ"; [[ a == a ]]' }, { input: ' x ' })).out,
  ).toBe('[x] Asia/Kathmandu\n')
  await workspace?.close()
  expect((await run({ app: '#!/usr/bin/env bash\necho "ran as $0" | grep -o "app$"\n' })).out).toBe('app\n')
})

test('Java source has the clients, Streams, Jackson, Avro and the serde on its class path, and speaks UTF-8', async () => {
  const source = `
    public class App {
      public static void main(String[] args) throws Exception {
        for (String name : new String[] {
          "org.apache.kafka.streams.KafkaStreams", "org.apache.kafka.connect.json.JsonConverter", "org.rocksdb.RocksDB",
          "com.fasterxml.jackson.databind.ObjectMapper", "org.apache.avro.Schema", "io.apicurio.registry.serde.avro.AvroKafkaSerializer"
        }) Class.forName(name);
        System.out.println("Grüße " + System.getProperty("java.io.tmpdir").equals(System.getenv("TMPDIR")));
      }
    }`
  const { out, err, end } = await run({ 'app.java': source })
  expect({ out, err, code: end.exitCode }).toEqual({ out: 'Grüße true\n', err: '', code: 0 })
})

test('a jar runs by its Main-Class with the same class path; one without is refused', async () => {
  const exec = promisify(execFile)
  const bin = (tool: string): string => path.join(runtime.jdk.home, 'bin', tool)
  await writeFile(
    path.join(folder, 'Hi.java'),
    'public class Hi { public static void main(String[] a) throws Exception { System.out.println(Class.forName("org.apache.avro.Schema").getSimpleName()); } }',
  )
  await exec(bin('javac'), ['-d', folder, path.join(folder, 'Hi.java')])
  await exec(bin('jar'), [
    '--create',
    '--file',
    path.join(folder, 'hi.jar'),
    '--main-class',
    'Hi',
    '-C',
    folder,
    'Hi.class',
  ])
  await exec(bin('jar'), ['--create', '--file', path.join(folder, 'bare.jar'), '-C', folder, 'Hi.class'])
  expect((await run({ 'app.jar': await readFile(path.join(folder, 'hi.jar')) })).out).toBe('Schema\n')
  await workspace?.close()
  await expect(run({ 'app.jar': await readFile(path.join(folder, 'bare.jar')) })).rejects.toThrow(NoMainClass)
})

test('each instance has a folder of its own, kept from start to start', async () => {
  const work = await submit({
    app: '#!/bin/sh\necho x >> "$STATE_DIR/starts"\necho "$INSTANCE" $(wc -l < "$STATE_DIR/starts")',
  })
  const told = async (options?: StartOptions): Promise<string> => {
    const program = await work.start('app', options)
    await program.ended
    return `${program.name}: ${program.stdout.trim()} ${program.stderr}`.trim()
  }
  expect(await told()).toBe('app: 1 1')
  expect(await told({ instance: '2' })).toBe('app (instance 2): 2 1')
  expect(await told({ instance: '1' })).toBe('app: 1 2')
  expect(await told({ instance: '2' })).toBe('app (instance 2): 2 2')
})

test('a missing program and two of one name are told', async () => {
  await expect(run({ 'App.ts': '' })).rejects.toThrow(ProgramMissing)
  await workspace?.close()
  await expect(run({ 'app.ts': '', 'app.sh': '' })).rejects.toThrow(ProgramAmbiguous)
})

test('exit codes, signals and time limits are distinct facts', async () => {
  const code = await run({ 'app.sh': 'exit 3' })
  expect(howItEnded(code.end)).toBe('exit code 3')
  await workspace?.close()
  const signal = await run({ 'app.sh': 'kill -SEGV $$' })
  expect(howItEnded(signal.end)).toMatch(/SIGSEGV/)
  await workspace?.close()
  const hang = await run({ 'app.sh': 'echo begun; sleep 1000' }, { limit: 1500 })
  expect(hang.end).toMatchObject({ timedOut: true, by: 'SIGKILL' })
  expect(hang.out).toBe('begun\n')
})

test('a flood of output is capped at its head and tail, and slows nothing down', async () => {
  const { program, out, end } = await run({
    'app.sh': 'echo first; yes 0123456789abcdef | head -c 30000000; echo; echo last',
  })
  expect(end.exitCode).toBe(0)
  expect(out.length).toBeLessThan(140_000)
  expect(out).toMatch(/^first\n/)
  expect(out).toMatch(/\d+ bytes left out/)
  expect(out).toMatch(/\nlast\n$/)
  expect(program.stdoutCut).toBe(true)
})

test('an answer that is parsed is kept whole up to 16 MiB', async () => {
  const { out, program } = await run({ 'app.sh': 'yes 0123456789abcdef | head -c 3000000' }, { whole: true })
  expect(out.length).toBe(3_000_000)
  expect(program.stdoutCut).toBe(false)
})

test('SIGTERM reaches the whole process group, and a program may end in order', async () => {
  const program = await (
    await submit({ 'app.sh': 'trap "echo bye; exit 0" TERM\nsleep 1000 & echo up; wait' })
  ).start('app')
  await poll('it to be up', () => program.stdout.includes('up'), { deadlineMs: 20_000 })
  expect(await program.stop()).toMatchObject({ by: 'SIGTERM', exitCode: 0 })
  expect(program.stdout).toBe('up\nbye\n')
})

test('what ignores SIGTERM is killed 10 s later', async () => {
  const program = await (
    await submit({ 'app.sh': 'trap "" TERM\necho up\nwhile true; do sleep 1; done' })
  ).start('app')
  await poll('it to be up', () => program.stdout.includes('up'), { deadlineMs: 20_000 })
  const end = await program.stop()
  expect(end.by).toBe('SIGKILL')
  expect(end.durationMs).toBeGreaterThan(9_000)
})

test('a crash takes what a program started with it, also what left its group', async () => {
  const source = 'setsid sleep 4321 & echo "$!"; sleep 1000'
  const program = await (await submit({ 'app.sh': source })).start('app')
  await poll('it to be up', () => program.stdout.includes('\n'), { deadlineMs: 20_000 })
  const pid = Number(program.stdout.trim())
  const alive = async (): Promise<boolean> =>
    (await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ' Z')).split(' ')[2] !== 'Z' && pid > 0
  expect(await alive()).toBe(true)
  await program.crash()
  await poll('the stray to end', async () => !(await alive().catch(() => false)), { deadlineMs: 20_000 })
})

test('what a program leaves running ends with it, and does not hold its end up', async () => {
  const { end } = await run({ 'app.sh': 'sleep 1000 & echo done' })
  expect(end.exitCode).toBe(0)
  expect(end.durationMs).toBeLessThan(20_000)
})
