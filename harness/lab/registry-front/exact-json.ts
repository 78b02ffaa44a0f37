// JSON whose numbers keep their digits: a default of 9223372036854775807 or 1.0 must come out as it went in.
interface ExactJson {
  parse(
    text: string,
    reviver: (key: string, value: unknown, context: { source?: string }) => unknown,
  ): unknown
  rawJSON(text: string): unknown
}

// Node has both; the compiler's library does not name them yet.
const exactJson = JSON as unknown as ExactJson

/** Throws a SyntaxError where `text` is not JSON. */
export const parseExactly = (text: string): unknown =>
  exactJson.parse(text, (_key, value, { source }) =>
    typeof value === 'number' && source !== undefined ? exactJson.rawJSON(source) : value,
  )
