// How a program ends, where there are no namespaces to end all of it at once.
import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { poll } from '#harness/host/poll.ts'
import { howItEnded, RunningProgram } from './run-program.ts'

const keeper = { watch: () => {}, release: () => {} }
const linux = process.platform === 'linux'
const started: RunningProgram[] = []

function bash(script: string): RunningProgram {
  const env = { PATH: process.env.PATH ?? '' }
  const program = new RunningProgram({ name: 'app', command: ['bash', '-c', script], cwd: '/', env, keeper })
  started.push(program)
  return program
}

afterEach(async () => {
  await Promise.all(started.splice(0).map(program => program.crash()))
})

/** What has escaped from all that finds it: out of the group and the environment, by the time that its number is printed. */
const straggler = (seconds: number) => ({
  script: `env -i setsid sleep ${seconds} & until [ "$(cat /proc/$!/comm)" = sleep ]; do :; done; echo "$!"`,
  end: (program: RunningProgram) => process.kill(Number(program.stdout.trim()), 'SIGKILL'),
})

test.runIf(linux)('the exit is a fact at once, whoever holds the output open; that is noted', async () => {
  const { script, end } = straggler(60)
  const program = bash(`${script}; exit 3`)
  program.closeInput()
  const ended = await program.wait(20_000)
  end(program)
  expect(ended).toMatchObject({ exitCode: 3, by: 'itself', timedOut: false, outputHeld: true })
  expect(ended.durationMs).toBeLessThan(20_000)
  expect(howItEnded(ended)).toBe('exit code 3')
})

test.runIf(linux)(
  'stop and crash come back although something holds the output open',
  async () => {
    for (const way of ['stop', 'crash'] as const) {
      const { script, end } = straggler(60)
      const program = bash(`${script}; exec sleep 60`)
      await poll('it to be up', () => program.stdout.includes('\n'), { deadlineMs: 20_000 })
      const ended = await program[way]()
      end(program)
      expect(ended).toMatchObject({ by: way === 'stop' ? 'SIGTERM' : 'SIGKILL', outputHeld: true })
    }
  },
  30_000,
)

test('without stragglers nothing is noted', async () => {
  const ended = await bash('echo done').wait(20_000)
  expect(ended).not.toHaveProperty('outputHeld')
  expect(ended).not.toHaveProperty('survived')
})

test('what reads nothing refuses in the time given, and what is gone at once', async () => {
  const program = bash('echo up; exec sleep 60')
  await poll('it to be up', () => program.stdout.includes('up'), { deadlineMs: 20_000 })
  const megabyte = 'x'.repeat(1 << 20)
  expect(await program.write('a line\n', { withinMs: 10_000 })).toBe('taken')
  expect(await program.write(megabyte, { withinMs: 300 })).toBe('refused')
  await program.crash()
  expect(await program.write('more\n')).toBe('refused')
})

test('a program that dies while a write waits refuses it, and its own end is what counts', async () => {
  const program = bash('read -r -n 5 line; sleep 0.3; exit 3')
  expect(await program.write('x'.repeat(1 << 20))).toBe('refused')
  const first = await program.ended
  expect(howItEnded(first)).toBe('exit code 3')
  const closed = bash('exec <&-; sleep 0.3; exit 3')
  await closed.write('x'.repeat(1 << 20))
  expect(howItEnded(await closed.ended)).toBe('exit code 3')
})

test.runIf(linux)(
  'what it has computed is told, of one that ends and of one that is killed',
  async () => {
    const busy = 'SECONDS=0; while ((SECONDS < 2)); do :; done'
    const own = bash(`${busy}; exit 0`)
    const through = bash(`(${busy}; ${busy}; exec sleep 60) & wait`)
    const idle = bash('exec sleep 60')
    expect((await own.wait(30_000)).cpuMs).toBeGreaterThan(100)
    expect((await through.wait(1000)).cpuMs).toBeGreaterThan(50)
    expect((await idle.crash()).cpuMs).toBeLessThan(1000)
  },
  60_000,
)

test.runIf(linux)('a frozen program does nothing until it is thawed, and can be killed', async () => {
  const program = bash(`mark=${randomUUID()}; while true; do echo "$mark"; sleep 0.02; done`)
  await poll('it to be up', () => program.stdout.includes('\n'), { deadlineMs: 20_000 })
  program.freeze()
  let last = -1
  await poll(
    'it to be quiet',
    () => {
      const quiet = program.stdout.length === last
      last = program.stdout.length
      return quiet
    },
    { deadlineMs: 20_000, everyMs: 200 },
  )
  program.thaw()
  await poll('it to go on', () => program.stdout.length > last, { deadlineMs: 20_000 })
  program.freeze()
  expect(await program.crash()).toMatchObject({ by: 'SIGKILL' })
})
