import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { listenForInterruption } from './interruption.ts'

function listening() {
  let now = 0
  let hurried = 0
  const source = new EventEmitter() as EventEmitter & Pick<NodeJS.Process, 'on' | 'off'>
  const interruption = listenForInterruption({ hurry: () => hurried++, clock: () => now, source })
  return {
    interruption,
    send: (name: string, at: number) => {
      now = at
      source.emit(name, name)
      return hurried
    },
    source,
  }
}

test('one Ctrl-C is one interruption, by however many ways it comes', async () => {
  const { interruption, send } = listening()
  expect(interruption.signal.aborted).toBe(false)
  expect(send('SIGINT', 1000)).toBe(0)
  expect(send('SIGINT', 1010)).toBe(0)
  interruption.onSignal('SIGINT')
  expect(await interruption.arrived).toBe('interrupted')
  expect(interruption.signal.reason).toBe('SIGINT')
})

test('a second one that was meant hurries', () => {
  const { send } = listening()
  send('SIGINT', 0)
  expect(send('SIGINT', 3000)).toBe(1)
})

test('a closed terminal and a SIGTERM interrupt as well', () => {
  for (const name of ['SIGTERM', 'SIGHUP']) {
    const { interruption, send } = listening()
    send(name, 0)
    expect(interruption.signal.aborted).toBe(true)
  }
})

test('nobody listens when it is over', () => {
  const { interruption, source } = listening()
  interruption.stop()
  expect(source.eventNames()).toEqual([])
})
