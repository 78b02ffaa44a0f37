// Which hand-ins have much of an exercise in common. The measure is that of Dolos: fingerprints of rows of tokens, by winnowing;
// what the starter holds, or a good part of the class has written, says nothing.
import { File, FingerprintIndex, Region, TokenizedFile } from '@dodona/dolos-core'
import { WORD } from './tokens.ts'

export interface Pair {
  left: string
  right: string
  /** Of the fingerprints of both, how many are of both. */
  similarity: number
}

/** As Dolos has them for programs of this size. */
const KGRAM = 17
const WINDOW = 12

/** Below this many fingerprints two people write the same by chance. */
const FEWEST = 12
const ALIKE = 0.75

export interface PairsOptions {
  /** What everybody was given. */
  given?: Uint32Array
}

/** @param works tokens by whose they are */
export function similarPairs(works: ReadonlyMap<string, Uint32Array>, { given }: PairsOptions = {}): Pair[] {
  const common = commonWords(works)
  const tokenized = (name: string, tokens: Uint32Array): TokenizedFile => {
    const row = [...tokens].map(token => (token >= WORD && !common.has(token) ? 'name' : String(token)))
    const place = new Region(0, 0, 0, 1)
    return new TokenizedFile(
      new File(name, ''),
      row,
      row.map(() => place),
    )
  }
  // Somebody's words are everybody's where more than a tenth of the class has them.
  const most = Math.max(4, Math.ceil(works.size / 10))
  const index = new FingerprintIndex(KGRAM, WINDOW, false, most)
  if (given && given.length > KGRAM) index.addIgnoredFile(tokenized('given', given))
  index.addFiles([...works].map(([name, tokens]) => tokenized(name, tokens)))
  const own = new Map(index.entries().map(({ file, shared }) => [file.path, shared.size]))
  const counts = new Map<string, Map<string, number>>()
  for (const shared of index.sharedFingerprints()) {
    if (shared.ignored) continue
    const names = shared
      .files()
      .map(({ path }) => path)
      .sort()
    names.forEach((left, at) => {
      const row = counts.get(left) ?? new Map<string, number>()
      counts.set(left, row)
      for (const right of names.slice(at + 1)) row.set(right, (row.get(right) ?? 0) + 1)
    })
  }
  return [...counts]
    .flatMap(([left, row]) =>
      [...row].map(([right, both]) => {
        const all = (own.get(left) ?? 0) + (own.get(right) ?? 0)
        return { left, right, both, similarity: Math.round((2 * both * 100) / all) / 100 }
      }),
    )
    .filter(({ both, similarity }) => both >= FEWEST && similarity >= ALIKE)
    .map(({ both, ...pair }) => pair)
    .sort((a, b) => b.similarity - a.similarity || (a.left < b.left ? -1 : 1))
}

/** Words of the language and of its libraries, by use: names that people choose are rarer, and changing them hides nothing. */
function commonWords(works: ReadonlyMap<string, Uint32Array>): ReadonlySet<number> {
  const users = new Map<number, number>()
  for (const tokens of works.values())
    for (const token of new Set(tokens)) if (token >= WORD) users.set(token, (users.get(token) ?? 0) + 1)
  const enough = Math.max(3, works.size / 3)
  return new Set([...users].filter(([, count]) => count >= enough).map(([token]) => token))
}
