// What people hand in instead of the file that is asked for: a second download, a slip of the pen, a project that is not built.

/** Build files, by what they make: what to do before handing in. `name` is that of the program. */
export function projectOf(file: string, name: string): string | undefined {
  const jar = `build it, and hand in its jar, with everything in it, as ${name}.jar`
  const binary = `compile it for this machine, and hand in the compiled program as ${name}`
  if (file === 'pom.xml') return `a Maven project: ${jar}`
  if (/^build\.gradle(\.kts)?$/.test(file)) return `a Gradle project: ${jar}`
  if (file === 'build.sbt') return `an sbt project: ${jar}`
  if (file === 'go.mod') return `a Go module: ${binary}`
  if (file === 'Cargo.toml') return `a Cargo project: ${binary}`
  if (/\.(cs|fs)proj$/.test(file)) return `a .NET project: ${binary}`
  return undefined
}

/**
 * `copy`: "register (1)", "register - Copy", "Copy of register", "register ", which is the same file once more; `slip`: "registr",
 * "re-gister", "setpu".
 */
export function nearName(stem: string, name: string): 'copy' | 'slip' | undefined {
  const plain = stem.toLowerCase().trim()
  const wanted = name.toLowerCase()
  const original = plain
    .replace(/^(?:copy of|kopie von|copie de|copia de)\s+/, '')
    .replace(/[\s_-]*\(\d+\)$/, '')
    .replace(/[\s_-]+(?:copy|kopie|copie|copia)(?:[\s_-]*\(?\d+\)?)?$/, '')
    .replace(/[\s_-]*\(\d+\)$/, '')
    .trim()
  if (original === wanted) return 'copy'
  const letters = plain.replaceAll(/[^\p{L}\d]/gu, '')
  if (letters === wanted) return 'slip'
  // In a short name two changed letters make another word.
  return distance(letters, wanted) <= (wanted.length < 5 ? 1 : 2) ? 'slip' : undefined
}

/** Letters to add, leave out, change, or swap with their neighbour. */
function distance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, row) => [row])
  const at = (row: number, column: number): number => rows[row]?.[column] ?? column
  for (let row = 1; row <= a.length; row++) {
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1
      let least = Math.min(at(row - 1, column) + 1, at(row, column - 1) + 1, at(row - 1, column - 1) + same)
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      if (swapped) least = Math.min(least, at(row - 2, column - 2) + 1)
      rows[row]?.splice(column, 1, least)
    }
  }
  return at(a.length, b.length)
}
