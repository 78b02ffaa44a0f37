// NAME.java on a real JDK: packages, names, further files, errors, what is kept.
import { readdir } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ProgramRunner } from './testing/program-runner.ts'

let runner: ProgramRunner
beforeAll(async () => {
  runner = await ProgramRunner.open()
})
afterAll(() => runner?.[Symbol.asyncDispose]())

const main = (body: string): string => `public static void main(String[] args) throws Exception { ${body} }`
const say = (what: string): string => main(`System.out.println(${what});`)

test.each([
  [
    'a package, and a public class of another name',
    `package com.example.streams;\npublic class WordCountApp { ${say('WordCountApp.class')} }`,
    'class com.example.streams.WordCountApp',
  ],
  [
    'two public classes: the first one starts',
    `public record First(int a) { ${say('new Second().hi()')} }\npublic class Second { String hi() { return "hi"; } ${say('2')} }`,
    'hi',
  ],
  [
    'unchecked and deprecated things, a byte order mark',
    `\ufeff/* package no; */ class A { ${say('new Integer(new java.util.ArrayList(java.util.List.of(7)).size())')} }`,
    '1',
  ],
  [
    'a class that the class path has, too',
    `package org.apache.avro;\npublic class Schema { ${say('"mine"')} }`,
    'mine',
  ],
])('%s', async (_, source, expected) => {
  const { out, err, end } = await runner.run({ 'app.java': source })
  expect({ out, err, code: end.exitCode }).toEqual({ out: `${expected}\n`, err: '', code: 0 })
})

test('further files are found beside it, by their packages, and in shared folders; what it does not use may be broken', async () => {
  const { out, err } = await runner.run({
    'app.java': `package com.example;
      import com.example.deep.Deep; import common.Shared;
      public class App { public static final int ONE = 1; ${say('Beside.x() + Deep.x() + Own.x() + Shared.x()')} }`,
    'Beside.java':
      '// of the same package\npackage com . example;\npublic class Beside { public static int x() { return App.ONE; } }',
    'deep/Deep.java':
      'package com.example.deep; public class Deep { public static int x() { return com.example.App.ONE; } }',
    'com/example/Own.java': 'package com.example; class Own { static int x() { return 1; } }',
    '../common/Shared.java': 'package common; public class Shared { public static int x() { return 1; } }',
    'Broken.java': 'package com.example; class Broken {{{',
    'module-info.java': 'module nobody { }',
    'setup.java': 'class Setup { int',
  })
  expect({ out, err }).toEqual({ out: '4\n', err: '' })
})

test('an error is what javac says, file and line first, and nothing else', async () => {
  const broken = await runner.run({
    'app.java': 'package a;\npublic class App {\n  int x = "no";\n  Helper h;\n}\n',
    'Helper.java': 'package a;\nclass Helper { void }\n',
  })
  expect(broken.end.exitCode).toBe(1)
  expect(broken.out).toBe('')
  expect(broken.err).toMatch(/^app\.java:3: error: incompatible types: .*\n {2}int x = "no";\n +\^\n/m)
  expect(broken.err).toMatch(/^Helper\.java:2: error: /m)
  expect(broken.err).toMatch(/\n\d errors?\n$/)
  expect(broken.err).toMatch(/^\w+\.java:\d/)
  const empty = await runner.run({ 'app.java': '// nothing yet\n' })
  expect(empty.err).toBe(
    'app.java: error: no class is declared in it, so there is nothing to start\n1 error\n',
  )
})

test('its first class is what starts, and java says so where that has no main', async () => {
  const { err, end } = await runner.run({ 'app.java': `class Event {} class App { ${say('1')} }` })
  expect(end.exitCode).toBe(1)
  expect(err).toMatch(/main method not found in class Event/i)
})

test('arguments, input and exit code are the program’s own, and its classes are kept for the next start', async () => {
  const files = {
    'app.java': `import java.util.*; class A { ${main('System.out.println(List.of(args) + new Scanner(System.in).nextLine()); System.exit(3);')} }`,
  }
  const workspace = await runner.submit(files)
  const first = await runner.start({ args: ['a b', '', '$x'], input: 'ü\n' })
  expect({ out: first.out, code: first.end.exitCode, err: first.err }).toEqual({
    out: '[a b, , $x]ü\n',
    code: 3,
    err: '',
  })
  const kept = (): Promise<string[]> => readdir(workspace.path('java', 'app.java'))
  const before = await kept()
  expect((await runner.start({ input: 'x\n' })).out).toBe('[]x\n')
  expect(await kept()).toEqual(before)
})

test('classes of Kafka come from the start-up archive', async ({ skip }) => {
  skip(
    !runner.runtime.flags('program').some(flag => /AOTCache|SharedArchiveFile/.test(flag)),
    'none was trained',
  )
  const log = '-Xlog:class+load:stdout'
  const source = `class A { ${main('Class.forName("org.apache.kafka.streams.KafkaStreams");')} }`
  const { runtime } = runner
  await using logging = await ProgramRunner.open(() => ({
    ...runtime,
    flags: kind => [...runtime.flags(kind), log],
  }))
  expect((await logging.run({ 'app.java': source }, { whole: true })).out).toMatch(
    /kafka\.streams\.KafkaStreams source: shared objects file/,
  )
})
