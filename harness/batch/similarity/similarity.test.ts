import { expect, test } from 'vitest'
import { Random } from '#harness/exercise/random.ts'
import { similarPairs } from './similar-pairs.ts'
import { tokensOf } from './tokens.ts'

/** A program that nobody else has written: statements by chance, of words that all use. */
function program(seed: string, statements = 60): string {
  const random = new Random(seed)
  const words = [
    'const',
    'await',
    'producer',
    'send',
    'consumer',
    'for',
    'if',
    'topic',
    'return',
    'admin',
    'key',
  ]
  const own = random.times(6, () => random.word(4, 8))
  return random
    .times(statements, () =>
      random
        .times(random.int(4, 9), () =>
          random.pick([...words, ...own, '(', ')', '=', '.', ',', '{', '}', '"text"', '7']),
        )
        .join(' '),
    )
    .join(';\n')
}

const pairs = (programs: Record<string, string>, given?: string) =>
  similarPairs(
    new Map(Object.entries(programs).map(([name, text]) => [name, Uint32Array.from(tokensOf(text))])),
    given === undefined ? {} : { given: Uint32Array.from(tokensOf(given)) },
  )

const others = Object.fromEntries(
  Array.from({ length: 20 }, (_, index) => [`p${index}`, program(`other ${index}`)]),
)

test('the same work with other names, comments and line ends is found; that of others is not', () => {
  const copied = program('p', 80)
  const renamed = copied
    .replaceAll(
      /\b(?!const|await|producer|send|consumer|for|if|topic|return|admin|key|text)[a-z]{4,}\b/g,
      word => `my${word}`,
    )
    .replaceAll(';\n', ';  // my own idea\n\n')
    .replaceAll('"text"', "'another text'")
  expect(pairs({ ...others, ada: copied, bob: renamed })).toEqual([
    { left: 'ada', right: 'bob', similarity: 1 },
  ])
})

test('a part of it lowers the figure, and what was given to all counts for nothing', () => {
  const given = program('starter', 120)
  const [half] = pairs({ ...others, ada: program('p', 80), bob: `${program('p', 80)};\n${program('q', 20)}` })
  expect(half?.similarity).toBeGreaterThan(0.8)
  expect(half?.similarity).toBeLessThan(0.95)
  const started = Object.fromEntries(['ada', 'bob'].map(name => [name, `${given};\n${program(name, 30)}`]))
  expect(pairs({ ...others, ...started }, given)).toEqual([])
  expect(pairs({ ...others, ...started })).toHaveLength(1)
})

test('three hundred people take seconds', { timeout: 60_000 }, () => {
  const many = Object.fromEntries(
    Array.from({ length: 300 }, (_, index) => [`p${index}`, program(`m ${index}`)]),
  )
  const began = performance.now()
  expect(pairs({ ...many, copy: many.p7 ?? '' })).toEqual([{ left: 'copy', right: 'p7', similarity: 1 }])
  expect(performance.now() - began).toBeLessThan(20_000)
})
