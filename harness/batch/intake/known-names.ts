// What learning platforms write into the names of what they let a teacher download.
import type { Entrant } from './entrant.ts'

/** A person, as far as a name tells. */
export type Named = Pick<Entrant, 'name' | 'id' | 'late' | 'origin'> & {
  /** Grows with every hand-in of the same person. */
  turn?: number
}

/** `Ada Lovelace_1234567_assignsubmission_file`, with the file's own name behind it where no folders were asked for. */
const MOODLE = /^(?<name>.+?)_(?<id>\d+)_assignsubmission_(?<kind>[a-z]+)_?/

/** `lovelaceada_LATE_123_456_day2-1.zip`: person, attachment; the number at the end counts what was handed in before. */
const CANVAS = /^(?<name>[^_]+)_(?:(?<late>late)_)?(?<id>\d+)_(?<turn>\d+)_(?<file>.+)$/i

/** Archives, by what their names end in. */
const ARCHIVE = /\.(?:zip|tar\.gz|tgz|tar)$/i

export const isArchiveName = (name: string): boolean => ARCHIVE.test(name)

export const withoutEnding = (name: string): string => name.replace(ARCHIVE, '')

/** undefined for a name that no platform makes. */
export function readKnownName(name: string): Named | undefined {
  const moodle = MOODLE.exec(name)?.groups
  if (moodle) return { origin: 'moodle', name: moodle.name?.trim() ?? '', id: moodle.id }
  const canvas = CANVAS.exec(name)?.groups
  if (!canvas) return undefined
  return {
    origin: 'canvas',
    name: canvas.name ?? '',
    id: canvas.id,
    ...(canvas.late === undefined ? {} : { late: 'late' }),
    turn: Number(canvas.turn),
  }
}

/** Moodle downloads what was typed into a form beside what was uploaded: that is never a submission. */
export const isTypedText = (name: string): boolean => /_assignsubmission_onlinetext/.test(name)

/**
 * GitHub Classroom names a clone `ASSIGNMENT-LOGIN`: what all of them begin with, up to a hyphen, is the assignment.
 *
 * @returns logins by the clone's name
 */
export function loginsOf(clones: readonly string[]): Map<string, string> {
  const [first = '', ...others] = clones
  let common = first
  for (const other of others) {
    while (!other.startsWith(common)) common = common.slice(0, -1)
  }
  const assignment = others.length === 0 ? '' : common.slice(0, common.lastIndexOf('-') + 1)
  return new Map(clones.map(clone => [clone, clone.slice(assignment.length) || clone]))
}
