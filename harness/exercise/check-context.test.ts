import { describe, expect, test } from 'vitest'
import { pause } from '#harness/host/poll.ts'
import { acting, goOn, inCheck, type Waiting } from './check-context.ts'
import { fail } from './check-failed.ts'
import { eventually } from './eventually.ts'

describe('a check that is given up', () => {
  test('acts no more: what it waits for is let go, and its next word is refused', async () => {
    const given = new AbortController()
    const reason = new Error('the check did not end in time')
    let tries = 0
    let killed = 0
    const kill = acting(async () => {
      killed += 1
    })
    const body = inCheck({ signal: given.signal }, async () => {
      try {
        await eventually(() => {
          tries += 1
          if (tries === 3) given.abort(reason)
          fail('not yet')
        })
      } finally {
        await kill()
      }
    })
    await expect(body).rejects.toBe(reason)
    expect({ tries, killed }).toEqual({ tries: 3, killed: 0 })
  })

  test('is no concern of the next one', async () => {
    const given = new AbortController()
    given.abort(new Error('given up'))
    await inCheck({ signal: given.signal }, async () => {}).catch(() => {})
    expect(goOn).not.toThrow()
    const next = inCheck({ signal: new AbortController().signal }, async () => {
      await pause(1)
      goOn()
      return 'went on'
    })
    expect(await next).toBe('went on')
  })
})

test('a wait of a few seconds tells nobody', async () => {
  const told: Waiting[] = []
  const waiting = inCheck({ signal: new AbortController().signal, onWaiting: one => told.push(one) }, () =>
    eventually(() => fail('no line arrived'), { within: 0.2 }),
  )
  await expect(waiting).rejects.toThrow('no line arrived')
  expect(told).toEqual([])
})
