import { describe, expect, test } from 'vitest'
import { Blame, isTrouble } from './blame.ts'
import { CheckFailed } from './check-failed.ts'

const finding = (message = 'no line arrived'): CheckFailed => new CheckFailed({ message })
const trouble = (message = 'Connect answered 409'): Error => new Error(message)

/** One letter a second: f for a finding, t for a trouble. */
function verdictOf(tries: string, end = tries.length): 'finding' | 'trouble' {
  const blame = new Blame()
  for (const [second, kind] of [...tries].entries()) blame.note(second, kind === 't' ? trouble() : finding())
  return isTrouble(blame.decide(end)) ? 'trouble' : 'finding'
}

describe('who is to blame', () => {
  test.each([
    // Nothing but one kind.
    ['f', 'finding'],
    ['t', 'trouble'],
    ['ffffffffffff', 'finding'],
    ['tttttttttttt', 'trouble'],
    // A wait of findings is not made the grader's by its end.
    ['fffffffffffffffffffft', 'finding'],
    ['fffffffffftt', 'finding'],
    ['ffffffffffft', 'finding'],
    ['fft', 'trouble'],
    ['ffft', 'finding'],
    ['fffffftfffff', 'finding'],
    ['tfffffffffff', 'finding'],
    ['ttttttffffff', 'finding'],
    ['ttttttttffff', 'finding'],
    // Trouble that comes and goes.
    ['ftftftftftft', 'finding'],
    ['tftftftftftf', 'finding'],
    ['ttfttfttfttf', 'finding'],
    ['ffffffffttft', 'finding'],
    ['fffffffftftt', 'finding'],
    ['fffttttttfff', 'finding'],
    // Trouble without a break at the end.
    ['fffffffftttt', 'trouble'],
    ['fffftttttttt', 'trouble'],
    ['fttttttttttt', 'trouble'],
    ['ffftttttttttttttttttt', 'trouble'],
    ['ftt', 'trouble'],
    ['fftt', 'trouble'],
    ['ftftfttttttt', 'trouble'],
    // A single answer amid it says nothing.
    ['tttttttttttttttttttttttttttttf', 'trouble'],
    ['ttttttttttttttttttttttttttttft', 'trouble'],
    ['tttttttttttttttttttfttttttttttt', 'trouble'],
    // Two of the last ten seconds do.
    ['ttttttttttttttttttttttttttttff', 'finding'],
    ['tttttttttttttttttttttttttttftf', 'finding'],
    ['ttttttttttttttttttttttttffffff', 'finding'],
  ] as const)('%s: %s', (tries, verdict) => {
    expect(verdictOf(tries)).toBe(verdict)
  })

  test('a last try that took long counts as long as it took', () => {
    expect(verdictOf('fffftt', 60)).toBe('trouble')
    expect(verdictOf('ttttff', 60)).toBe('finding')
  })

  test('the other one is told', () => {
    const blame = new Blame()
    blame.note(0, finding())
    blame.note(1, trouble())
    blame.note(2, finding('two of three lines arrived'))
    const decided = blame.decide(9)
    expect((decided as CheckFailed).finding).toEqual({
      message: 'two of three lines arrived',
      evidence: [{ source: 'grader', text: 'some tries could not look: Connect answered 409' }],
    })
    const other = new Blame()
    other.note(0, finding())
    other.note(1, trouble())
    expect(other.decide(9)).toEqual(new Error('Connect answered 409 (before that: no line arrived)'))
  })
})
