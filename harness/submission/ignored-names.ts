// Names that say nothing about a student's work, wherever they stand in a submission.

/** What macOS and Windows leave lying about: never unpacked, copied or counted as content. */
export function isClutter(name: string): boolean {
  return name === '__MACOSX' || name === '.DS_Store' || name === 'Thumbs.db' || name.startsWith('._')
}

/** An exercise folder's name: `03-word-count`. Which ones exist is the suites' knowledge, not this folder's. */
export function isExerciseName(name: string): boolean {
  return /^\d{2}-[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name)
}
