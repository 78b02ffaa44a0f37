// The way in for a class: everything that was given becomes a list of people with what each handed in, and a list of what is none.
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { Submission } from '#harness/submission/open-submission.ts'
import { type Entrant, Intake } from './entrant.ts'
import { findCandidates } from './find-candidates.ts'
import { inspect } from './inspect.ts'
import { joinRoster } from './join-roster.ts'
import type { RosterEntry } from './roster.ts'
import { assignFolders } from './safe-names.ts'

export interface IntakeOptions {
  /** A folder for what is unpacked; class archives stay there until everything is graded. */
  scratch: string
  exercises: readonly string[]
  roster?: readonly RosterEntry[]
  /** Of an earlier run into the same reports: folders stay as they were given out. */
  earlier?: Intake
  onProgress?: (done: number, all: number) => void
  /** Shown each hand-in while it lies open. */
  onOpen?: (submission: Submission) => Promise<void>
}

export interface TakenIn extends Intake {
  /** Where a hand-in of this digest lies. */
  paths: ReadonlyMap<string, string>
}

/** @throws UserError where something that was given is not there */
export async function takeIn(given: readonly string[], options: IntakeOptions): Promise<TakenIn> {
  const { scratch, exercises, roster = [], earlier, onProgress, onOpen } = options
  await mkdir(scratch, { recursive: true })
  const { candidates, strays } = await findCandidates(given, { scratch, exercises })
  const { people, missing } = joinRoster(
    candidates.map(({ person: { turn, ...person } }) => person),
    roster,
  )
  const named = candidates.map(({ source }, index) => ({ source, name: people[index]?.name ?? source }))
  const folders = assignFolders(
    named,
    new Map(earlier?.entrants.map(({ source, folder }) => [source, folder])),
  )
  const paths = new Map<string, string>()
  const entrants: Entrant[] = []
  for (const [index, candidate] of candidates.entries()) {
    const person = people[index]
    const folder = folders.get(candidate.source)
    if (!person || folder === undefined) continue
    const inspected = await inspect(candidate, {
      scratch: path.join(scratch, 'looked-at'),
      exercises,
      ...(onOpen === undefined ? {} : { onOpen }),
    })
    const { onRoster, ...known } = person
    const notes = [...inspected.notes]
    if (roster.length > 0 && !onRoster) notes.push('not on the roster')
    entrants.push({ source: candidate.source, ...known, folder, ...inspected, notes })
    if (inspected.digest !== undefined && !paths.has(inspected.digest))
      paths.set(inspected.digest, candidate.path)
    onProgress?.(entrants.length, candidates.length)
  }
  return { ...Intake.parse({ entrants, strays, missing }), paths }
}
