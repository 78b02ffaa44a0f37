// A folder called `3-wordcount` would silently count as "not attempted"; this finds what was meant.
import { isExerciseName } from './ignored-names.ts'

/** The exercise a folder's name probably means, true when it only looks like one, false when it does not. */
export function meantExercise(name: string, exercises: readonly string[]): string | boolean {
  if (exercises.includes(name)) return false
  const near = exercises.find(id => isNear(name, id))
  if (near !== undefined) return near
  return looksNumbered(name) && !(exercises.length === 0 && isExerciseName(name))
}

/** `3-wordcount`, `03_word_count`, `03 Word Count`, but not `2024-results` or `1.0`. */
export function looksNumbered(name: string): boolean {
  return /^(?:exercise|ex|lab)?[ _-]?\d{1,2}[ ._-]*[a-z]/i.test(name)
}

/** `4`, `04`, `ex4`, `exercise-04`, `Exercise 4`: a number and no words of its own. */
function isNumberAlone(name: string): boolean {
  return /^(?:exercise|ex|lab)?[ ._-]*0?\d{1,2}$/i.test(name)
}

/** The folders of `names` that probably hold exercise `id`, whose own folder is missing. */
export function foldersMeant(id: string, names: readonly string[], exercises: readonly string[]): string[] {
  return names.filter(name => meantExercise(name, exercises) === id)
}

function isNear(name: string, id: string): boolean {
  const [digits = '', ...words] = id.split('-')
  const slug = words.join('')
  const plain = name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
  const theirs = plain.replace(/^(?:exercise|ex|lab)?\d{1,2}/, '')
  if (theirs === slug) return true
  const number = /^(?:exercise|ex|lab)?0?(\d{1,2})(?!\d)/.exec(plain)?.[1]
  return (
    number !== undefined && Number(number) === Number(digits) && (looksNumbered(name) || isNumberAlone(name))
  )
}
