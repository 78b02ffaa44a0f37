import { describe, expect, it } from 'vitest'
import { UserError } from '#harness/host/user-error.ts'
import { chooseIsolation } from './choose-isolation.ts'

const why = 'darwin has no Linux namespaces'

describe('chooseIsolation', () => {
  it.each([
    [{ asked: undefined, ci: false, why: undefined }, 'standard'],
    [{ asked: undefined, ci: true, why: undefined }, 'strict'],
    [{ asked: 'standard', ci: true, why: undefined }, 'standard'],
    [{ asked: 'strict', ci: false, why: undefined }, 'strict'],
    [{ asked: 'none', ci: true, why: undefined }, 'none'],
    [{ asked: 'none', ci: true, why }, 'none'],
  ] as const)('%j: %s, and nothing to tell', (wish, isolation) => {
    expect(chooseIsolation(wish)).toEqual({ isolation })
  })

  it('says what is not protected where this machine can do no better', () => {
    expect(chooseIsolation({ asked: undefined, ci: false, why })).toEqual({
      isolation: 'none',
      told: 'Programs are not shut in (darwin has no Linux namespaces): they can read and change what you can.',
    })
  })

  it.each([
    [{ asked: 'strict', ci: false, why }, '--isolation strict does not go without'],
    [{ asked: undefined, ci: true, why }, 'the default where CI=true, does not go without'],
  ] as const)('%j is refused, with the way out', (wish, words) => {
    expect(() => chooseIsolation(wish)).toThrow(UserError)
    expect(() => chooseIsolation(wish)).toThrow(words)
    expect(() => chooseIsolation(wish)).toThrow('--isolation none')
  })
})
