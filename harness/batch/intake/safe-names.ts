// Names of people become names of folders: on every file system, unique also where case does not count, and the same again when
// the class has grown.

/** What Windows keeps for its devices. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i

/** What the class itself writes into the same folder. */
const OURS = /^(?:class\.|gradebook)/i

const MAX_BYTES = 80

export function safeName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')
    .replaceAll(/^[.-]+|[.-]+$/g, '')
  let short = plain
  while (Buffer.byteLength(short) > MAX_BYTES) short = [...short].slice(0, -1).join('')
  short = short.replace(/[.-]+$/, '') || 'submission'
  return RESERVED.test(short) || OURS.test(short) ? `submission-${short}` : short
}

/**
 * A folder for each, in the order given.
 *
 * @param earlier folders that an earlier run has given out, by source: they stay
 */
export function assignFolders(
  entrants: readonly { source: string; name: string }[],
  earlier: ReadonlyMap<string, string>,
): Map<string, string> {
  const folders = new Map<string, string>()
  const taken = new Set([...earlier.values()].map(key))
  for (const { source, name } of entrants) {
    const before = earlier.get(source)
    if (before !== undefined) {
      folders.set(source, before)
      continue
    }
    const wanted = safeName(name)
    let folder = wanted
    for (let n = 2; taken.has(key(folder)); n++) folder = `${wanted}-${n}`
    taken.add(key(folder))
    folders.set(source, folder)
  }
  return folders
}

const key = (folder: string): string => folder.toLowerCase()
