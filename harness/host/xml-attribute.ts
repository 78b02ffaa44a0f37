// A text inside an attribute of an XML file that we write for another program.

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Signs that XML 1.0 cannot hold at all are left out; line ends and tabs stay what they are. */
export function xmlAttribute(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"]/g, sign => ENTITIES[sign] ?? sign)
    .replace(/[\t\n\r]/g, sign => `&#${sign.charCodeAt(0)};`)
}
