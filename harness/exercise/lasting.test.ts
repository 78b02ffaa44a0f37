import { expect, test } from 'vitest'
import { PatienceClock } from '#harness/host/patience.ts'
import { Lasting, Unchanged } from './lasting.ts'

class Machine {
  now = 0
  stretch = 1
  readonly clock = new PatienceClock(
    () => this.now,
    () => this.stretch,
  )
}

test('it lasts from the first look at which it was so, and begins anew after a break', () => {
  const machine = new Machine()
  const lasting = new Lasting(machine.clock)
  machine.now = 1000
  expect(lasting.look(true)).toBe(0)
  machine.now = 4000
  expect(lasting.look(true)).toBe(3000)
  expect(lasting.look(false)).toBe(0)
  machine.now = 9000
  expect(lasting.look(true)).toBe(0)
  machine.now = 9500
  expect(lasting.look(true)).toBe(500)
})

test('a second on a machine four times as slow is a quarter of one', () => {
  const machine = new Machine()
  const lasting = new Lasting(machine.clock)
  lasting.look(true)
  machine.stretch = 4
  machine.now = 8000
  expect(lasting.look(true)).toBe(2000)
})

test('a value is unchanged from the look at which it was first so', () => {
  const machine = new Machine()
  const unchanged = new Unchanged(machine.clock)
  expect(unchanged.look('two')).toBe(0)
  machine.now = 700
  expect(unchanged.look('two')).toBe(700)
  machine.now = 900
  expect(unchanged.look('three')).toBe(0)
  machine.now = 1000
  expect(unchanged.look('three')).toBe(100)
})
