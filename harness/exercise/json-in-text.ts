// Programs print JSON amid other text, on one line or on many. Every JSON object or array of the text is found. It comes from a
// stranger, up to 16 MiB of it, and nothing else happens while it is read: what is looked at is looked at a few times, never again
// and again.

/** What holds more than that, one in another, is passed over: no answer of the contract does, and whoever walks through it recurses. */
const DEEPEST = 500

/** The outermost JSON objects and arrays in `text`, in order. What only looks like JSON is passed over. */
export function jsonInText(text: string): unknown[] {
  const found: unknown[] = []
  const scanner = new Scanner(text)
  const bracket = /[{[]/g
  for (let match = bracket.exec(text); match; match = bracket.exec(text)) {
    const value = scanner.valueAt(match.index)
    if (!value) continue
    if (value.depth <= DEEPEST) found.push(JSON.parse(text.slice(match.index, value.end)))
    bracket.lastIndex = value.end
  }
  return found
}

type Expected = 'value' | 'value or end' | 'key' | 'key or end' | 'colon' | 'comma or end'

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const LITERALS = ['true', 'false', 'null']

/**
 * Finds where values end, by JSON's grammar. What makes it linear: how the text goes on from a bracket does not depend on what stands
 * before it. Where a value breaks off, the values around it that are still open break off at the same place, and need not be tried.
 */
class Scanner {
  readonly #text: string
  /** 1 at the brackets that begin no value; made at the first one. */
  #broken: Uint8Array | undefined

  constructor(text: string) {
    this.#text = text
  }

  /** The end of the object or array that begins at `from`, and how deep it is; undefined where none does. */
  valueAt(from: number): { end: number; depth: number } | undefined {
    const text = this.#text
    const open: number[] = []
    let expected: Expected = 'value'
    let depth = 0
    for (let at = from; at < text.length; ) {
      const character = text[at]
      let next: number | undefined
      if (character === ' ' || character === '\n' || character === '\r' || character === '\t') {
        at++
        continue
      }
      if (character === '[' || character === '{') {
        if (expected.startsWith('value') && !this.#broken?.[at]) {
          open.push(at)
          depth = Math.max(depth, open.length)
          expected = character === '[' ? 'value or end' : 'key or end'
          next = at + 1
        }
      } else if (character === ']' || character === '}') {
        const begin = text[open.at(-1) ?? from]
        const fits = character === ']' ? begin === '[' : begin === '{'
        if (fits && expected.endsWith('or end')) {
          open.pop()
          next = at + 1
          expected = 'comma or end'
          if (open.length === 0) return { end: next, depth }
        }
      } else if (character === ',') {
        if (expected === 'comma or end') {
          next = at + 1
          expected = text[open.at(-1) ?? from] === '[' ? 'value' : 'key'
        }
      } else if (character === ':') {
        if (expected === 'colon') {
          next = at + 1
          expected = 'value'
        }
      } else if (expected.startsWith('key')) {
        next = character === '"' ? this.#endOfString(at) : undefined
        expected = 'colon'
      } else if (expected.startsWith('value')) {
        next = character === '"' ? this.#endOfString(at) : this.#endOfScalar(at)
        expected = 'comma or end'
      }
      if (next === undefined) break
      at = next
    }
    this.#broken ??= new Uint8Array(text.length)
    for (const at of open) this.#broken[at] = 1
    return undefined
  }

  #endOfString(from: number): number | undefined {
    const text = this.#text
    for (let at = from + 1; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code === 0x22) return at + 1
      if (code < 0x20) return undefined
      if (code !== 0x5c) continue
      at++
      if (text[at] === 'u') {
        if (!/^[\da-fA-F]{4}$/.test(text.slice(at + 1, at + 5))) return undefined
        at += 4
      } else if (!'"\\/bfnrt'.includes(text[at] ?? ' ')) return undefined
    }
    return undefined
  }

  #endOfScalar(from: number): number | undefined {
    const literal = LITERALS.find(word => this.#text.startsWith(word, from))
    if (literal) return from + literal.length
    NUMBER.lastIndex = from
    return NUMBER.test(this.#text) ? NUMBER.lastIndex : undefined
  }
}
