// Names of files made of names that strangers chose (topics, programs): nothing in them can lead to another folder, and no two of
// them are one file where case does not count.

const LONGEST = 100

/** Devices of Windows, whatever stands behind the dot. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

export class FileNames {
  readonly #taken = new Set<string>()

  /** @param ending such as `.txt` */
  of(name: string, ending: string): string {
    const plain = name.replace(/[^A-Za-z0-9._-]+/g, '_').slice(0, LONGEST)
    const safe = plain === '' || plain.startsWith('.') || DEVICE.test(plain) ? `_${plain}` : plain
    let file = `${safe}${ending}`
    for (let count = 2; this.#taken.has(file.toLowerCase()); count++) file = `${safe}~${count}${ending}`
    this.#taken.add(file.toLowerCase())
    return file
  }
}
