// The Main-Class of a jar: `java -jar` would ignore the class path that a program is promised.
import { openPromise } from 'yauzl'

/** The manifest's Main-Class, or undefined where the file is no jar or names none. */
export async function mainClass(jar: string): Promise<string | undefined> {
  try {
    const zip = await openPromise(jar, { decodeStrings: false, validateEntrySizes: false })
    for await (const entry of zip.eachEntry()) {
      if (String(entry.fileName) !== 'META-INF/MANIFEST.MF') continue
      const chunks: Buffer[] = []
      for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk)
      // A manifest folds long lines: a line that begins with a blank goes on with the one before.
      const manifest = Buffer.concat(chunks)
        .toString()
        .replace(/\r?\n /g, '')
      return /^Main-Class:\s*(\S+)/m.exec(manifest)?.[1]
    }
  } catch {
    // Not a zip at all.
  }
  return undefined
}
