// Programs print JSON amid other text, on one line or on many. Every JSON object or array of the text is found.

/** The outermost JSON objects and arrays in `text`, in order. What only looks like JSON is passed over. */
export function jsonInText(text: string): unknown[] {
  const found: unknown[] = []
  let position = 0
  while (position < text.length) {
    const start = text.slice(position).search(/[{[]/)
    if (start < 0) break
    const from = position + start
    const end = endOfValue(text, from)
    const parsed = end === undefined ? undefined : tryParse(text.slice(from, end))
    if (parsed === undefined) {
      position = from + 1
    } else {
      found.push(parsed)
      position = end ?? from + 1
    }
  }
  return found
}

/** Where the bracket at `from` is closed, strings considered; undefined where it is not. */
function endOfValue(text: string, from: number): number | undefined {
  let depth = 0
  let inString = false
  for (let i = from; i < text.length; i++) {
    const character = text[i]
    if (inString) {
      if (character === '\\') i++
      else if (character === '"') inString = false
      // No JSON string spans lines: this was no JSON.
      else if (character === '\n') return undefined
    } else if (character === '"') inString = true
    else if (character === '{' || character === '[') depth++
    else if (character === '}' || character === ']') {
      depth--
      if (depth === 0) return i + 1
    }
  }
  return undefined
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
