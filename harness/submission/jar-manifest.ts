// What a jar says of itself, and what it holds.
import { openPromise } from 'yauzl'

export interface Jar {
  /** Main attributes of its manifest, names in lower case. */
  attributes: ReadonlyMap<string, string>
  /** Names of all its entries. */
  entries: ReadonlySet<string>
}

const MANIFEST = 'META-INF/MANIFEST.MF'

/** Undefined where the file is no jar at all. */
export async function readJar(file: string): Promise<Jar | undefined> {
  try {
    const zip = await openPromise(file, { decodeStrings: false, validateEntrySizes: false })
    const entries = new Set<string>()
    let attributes: Jar['attributes'] = new Map()
    for await (const entry of zip.eachEntry()) {
      const name = String(entry.fileName)
      entries.add(name)
      // Java finds it whatever its letters' case, too.
      if (name.toUpperCase() !== MANIFEST) continue
      const chunks: Buffer[] = []
      for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk)
      attributes = mainAttributes(Buffer.concat(chunks).toString())
    }
    return { attributes, entries }
  } catch {
    return undefined
  }
}

/** The attributes before the first blank line; a line that begins with a blank goes on with the one before. */
export function mainAttributes(manifest: string): Map<string, string> {
  const found = new Map<string, string>()
  const [main = ''] = manifest.replaceAll(/\r\n?/g, '\n').split('\n\n', 1)
  for (const line of main.replaceAll('\n ', '').split('\n')) {
    const [, name, value] = /^([\w-]+): ?(.*)$/.exec(line) ?? []
    if (name !== undefined && value !== undefined) found.set(name.toLowerCase(), value.trim())
  }
  return found
}
