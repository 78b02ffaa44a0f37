import { afterEach, expect, test } from 'vitest'
import { RunningProgram } from '#harness/submission/run-program.ts'
import { give, wholeAnswer } from './answer.ts'

const keeper = { watch: () => {}, release: () => {} }
const started: RunningProgram[] = []

function bash(script: string, whole = false): RunningProgram {
  const env = { PATH: process.env.PATH ?? '' }
  const command = ['bash', '-c', script]
  const program = new RunningProgram({ name: 'app', command, cwd: '/', env, keeper, whole })
  started.push(program)
  return program
}

afterEach(async () => {
  await Promise.all(started.splice(0).map(program => program.crash()))
})

async function finished(script: string) {
  const program = bash(script, true)
  program.closeInput()
  const end = await program.wait(60_000)
  const { name, stdout, stderr, stdoutCut } = program
  return { name, end, stdout, stderr, stdoutCut }
}

test('16 MiB are an answer, and one byte more is none', async () => {
  expect(wholeAnswer(await finished('head -c 16777216 /dev/zero')).length).toBe(16 << 20)
  const more = await finished('head -c 16777217 /dev/zero')
  expect(() => wholeAnswer(more)).toThrow('`app` printed more than 16 MiB')
})

test('a program that dies while it is given more has exited by itself, with its code', async () => {
  const program = bash('read -r -n 5 line; sleep 0.3; exit 3')
  await expect(give(program, 'x'.repeat(1 << 20))).rejects.toThrow('exited by itself (exit code 3)')
})

test('one that no longer reads is told so', async () => {
  const program = bash('exec sleep 100')
  const given = give(program, 'x'.repeat(1 << 20), { withinMs: 100 })
  await expect(given).rejects.toThrow('`app` no longer reads its standard input')
}, 20_000)
