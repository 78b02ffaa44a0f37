// The queue and the states, on processes of a shell: what they are for does not matter here.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import { poll } from '#harness/host/poll.ts'
import { Component, type Life, type Machine } from './component.ts'
import { LabFault } from './lab.ts'

/** Runs the script; counts how often, and how many are alive at once. */
class Shell implements Machine {
  readonly #script: string
  readonly #before: () => Promise<void>
  log = ''
  launches = 0
  alive = 0
  most = 0

  constructor(script: string, before: () => Promise<void> = async () => {}) {
    this.#script = script
    this.#before = before
  }

  async launch(): Promise<Life> {
    await this.#before()
    const child = spawn('sh', ['-c', this.#script], { stdio: ['ignore', 'pipe', 'ignore'] })
    child.stdout.on('data', text => {
      this.log += text
    })
    this.launches++
    this.most = Math.max(this.most, ++this.alive)
    const ended = once(child, 'close').then(([code, signal]) => {
      this.alive--
      return signal ?? `exit code ${code}`
    })
    await once(child, 'spawn')
    const end = (signal: NodeJS.Signals) => async (): Promise<void> => {
      child.kill(signal)
      await ended
    }
    return { pid: child.pid, ended, stop: end('SIGTERM'), kill: end('SIGKILL') }
  }

  logTail = async (): Promise<string> => this.log
  logOfLife = async (): Promise<string> => this.log
  markLog = async () => this.logOfLife
}

function component(machine: Shell, ready: () => Promise<boolean> = async () => true, deadlineMs = 20_000) {
  const made = new Component({ name: 'it', machine, ready, deadlineMs: () => deadlineMs })
  onTestFinished(() => made.close())
  return made
}

const FOREVER = 'exec sleep 600'

test('two starts at once make one process, and both wait until it is of use', async () => {
  const machine = new Shell(FOREVER)
  let useful = false
  const it = component(machine, async () => useful)
  const told: boolean[] = []
  const both = [it.start(), it.start()].map(start => start.then(wasDown => told.push(wasDown)))
  await poll('the start', () => it.state === 'starting' && machine.launches === 1, { deadlineMs: 10_000 })
  expect(told).toEqual([])
  useful = true
  await Promise.all(both)
  expect(told).toEqual([true, false])
  expect(it.state).toBe('running')
  expect(await it.start()).toBe(false)
  expect(machine.launches).toBe(1)
})

test('a start that comes while it stops waits for the end, and starts it again', async () => {
  const machine = new Shell('trap "sleep 0.3; exit 0" TERM; echo set; while :; do sleep 0.05; done')
  const it = component(machine, async () => machine.log.includes('set'))
  await it.start()
  const stop = it.stop()
  const start = it.start()
  await poll('the stop to begin', () => it.state === 'stopping', { deadlineMs: 5000 })
  expect([await stop, await start]).toEqual([true, true])
  expect(it.state).toBe('running')
  expect([machine.launches, machine.most]).toEqual([2, 1])
})

test('many orders at once: never two processes, and the last one says how it ends', async () => {
  const machine = new Shell(FOREVER)
  const it = component(machine)
  await Promise.all([it.start(), it.restart(), it.kill(), it.start(), it.restart(), it.stop()])
  expect(it.state).toBe('stopped')
  expect([machine.alive, machine.most]).toEqual([0, 1])
  expect(await it.fault()).toBeUndefined()
  expect(await it.stop()).toBe(false)
})

test('an end that nobody asked for is a fault with the log, until somebody asks for something', async () => {
  const machine = new Shell('echo its last words; exec sleep 600')
  const it = component(machine, async () => machine.log !== '')
  await it.start()
  expect(await it.fault()).toBeUndefined()
  process.kill(it.pid ?? 0, 'SIGKILL')
  await poll('the death to be noticed', () => it.state === 'dead', { deadlineMs: 10_000 })
  const fault = await it.fault()
  expect(fault?.message).toBe('it ended by itself (SIGKILL)')
  expect(fault?.log).toContain('its last words')
  await it.start()
  expect(it.state).toBe('running')
  expect(await it.fault()).toBeUndefined()
})

test('one that ends at its start says why, with its log, and a known cause with the way out', async () => {
  const it = component(
    new Shell('echo "java.net.SocketException: Too many open files"; exit 3'),
    async () => false,
  )
  const failed = await it.start().then(
    () => undefined,
    error => error,
  )
  expect(failed).toBeInstanceOf(LabFault)
  expect(failed.message).toMatch(
    /^it ended while it was starting \(exit code 3\)\. Too many open files.*ulimit -n 4096/,
  )
  expect(failed.log).toContain('SocketException')
  expect((await it.fault())?.message).toBe(failed.message)
})

test('one that does not come to be of use in time is a fault as well', async () => {
  const it = component(new Shell(FOREVER), async () => false, 200)
  await expect(it.start()).rejects.toThrow('it to be ready: not within')
  expect(it.state).toBe('starting')
  expect((await it.fault())?.message).toContain('it to be ready: not within')
  expect(await it.kill()).toBe(true)
  expect(await it.fault()).toBeUndefined()
})

test('one that cannot be started at all', async () => {
  const it = component(new Shell(FOREVER, () => Promise.reject(new Error('ENOSPC: no space left on device'))))
  await expect(it.start()).rejects.toThrow('it could not be started: No space left on device: make room')
  expect(it.state).toBe('dead')
  expect(await it.stop()).toBe(false)
  expect(it.state).toBe('stopped')
})

test('closing gives up a start under way, and takes no more orders', async () => {
  const machine = new Shell(FOREVER)
  const it = component(machine, async () => false)
  const start = it.start()
  const later = it.restart()
  const outcomes = Promise.allSettled([start, later])
  await poll('the start', () => machine.launches === 1, { deadlineMs: 10_000 })
  await it.close()
  for (const outcome of await outcomes) expect(outcome).toMatchObject({ status: 'rejected' })
  expect([it.state, machine.alive]).toEqual(['stopped', 0])
  await expect(it.start()).rejects.toThrow('the lab is being closed')
})
