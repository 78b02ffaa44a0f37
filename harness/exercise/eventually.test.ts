import { describe, expect, test, vi } from 'vitest'
import { CheckFailed, fail } from './check-failed.ts'
import { eventually } from './eventually.ts'

vi.stubEnv('DAY2_STRETCH', '1')

const took = async (waiting: Promise<unknown>): Promise<{ ms: number; error: unknown }> => {
  const started = performance.now()
  const error = await waiting.then(
    () => undefined,
    (error: unknown) => error,
  )
  return { ms: performance.now() - started, error }
}

describe('eventually', () => {
  test('returns what the assertion returns once it holds', async () => {
    let tries = 0
    const answer = await eventually(() => {
      tries += 1
      if (tries < 3) fail('not yet')
      return tries
    })
    expect(answer).toBe(3)
  })

  test('gives up at its deadline, says how long it waited, and marks the failure as one of waiting', async () => {
    const { error } = await took(eventually(() => fail('nothing came'), { within: 0.2 }))
    expect(error).toBeInstanceOf(CheckFailed)
    expect((error as CheckFailed).finding).toEqual({ message: 'nothing came (waited 0 s)', deadline: true })
  })

  test('what is final fails at once, and is not a matter of waiting', async () => {
    const { error } = await took(eventually(() => fail({ message: 'twice', final: true }), { within: 600 }))
    expect((error as CheckFailed).finding).toEqual({ message: 'twice', final: true })
  })

  test('progress moves the deadline on, to four times its length at most', async () => {
    let seen = 0
    const { ms } = await took(
      eventually(() => fail('never'), { within: 0.2, progress: () => String(seen++) }),
    )
    expect(ms).toBeGreaterThan(790)
  })

  test('progress that has come and stopped is over after the stall, not after the whole deadline', async () => {
    let tries = 0
    const { error } = await took(
      eventually(
        () => {
          tries += 1
          fail('half of it came')
        },
        { within: 600, stall: 0.1, progress: () => (tries < 2 ? 'none' : 'half') },
      ),
    )
    expect((error as CheckFailed).finding.message).toBe('half of it came (waited 0 s)')
  })

  test('a stall is never shorter than the first of it took', async () => {
    const started = performance.now()
    const { ms } = await took(
      eventually(() => fail('slow, but by the same measure'), {
        within: 600,
        stall: 0.01,
        progress: () => (performance.now() - started < 500 ? 'none' : 'some'),
      }),
    )
    expect(ms).toBeGreaterThan(990)
  })

  test('an error that is not the submission’s comes out as it is', async () => {
    const { error } = await took(
      eventually(
        () => {
          throw new Error('connection lost')
        },
        { within: 0.1 },
      ),
    )
    expect(error).toEqual(new Error('connection lost'))
  })

  test('evidence that is dear is asked for once, at the end', async () => {
    let asked = 0
    const { error } = await took(
      eventually(() => fail({ message: 'missing', evidence: [{ source: 'topic', text: 'empty' }] }), {
        within: 0.3,
        explain: async () => [{ source: 'status', text: `asked ${++asked} time(s)` }],
      }),
    )
    expect((error as CheckFailed).finding.evidence).toEqual([
      { source: 'topic', text: 'empty' },
      { source: 'status', text: 'asked 1 time(s)' },
    ])
  })
})
