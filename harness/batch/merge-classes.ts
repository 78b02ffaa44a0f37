// The parts of a class that were graded on different machines become one class. Nothing is judged: results are taken as they are.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Exercise } from '#harness/exercise/exercise.ts'
import { UserError } from '#harness/host/user-error.ts'
import type { GradeResult } from '#harness/results/result.ts'
import { ClassFolder, type ClassSettings } from './class-folder.ts'
import { ClassLedger } from './class-ledger.ts'
import { ClassReports } from './class-reports.ts'
import { ClassResult, type RowVerdict } from './class-result.ts'
import type { Entrant, Intake } from './intake/entrant.ts'
import { assignFolders } from './intake/safe-names.ts'

export interface MergeOptions {
  parts: readonly string[]
  reports: string
  loadExercise: (id: string) => Promise<Exercise>
  /** For hand-ins of which nothing needed to be judged. */
  gradedBy: GradeResult['grader']
}

interface Part {
  path: string
  folder: ClassFolder
  settings: ClassSettings
  intake: Intake
  result: ClassResult
}

/** @returns how many of each verdict there are */
export async function mergeClasses({
  parts: given,
  reports,
  loadExercise,
  gradedBy,
}: MergeOptions): Promise<Map<RowVerdict, number>> {
  const parts = given.map(openPart)
  const { seed } = sameSeed(parts)
  const ids = [...new Set(parts.flatMap(({ result }) => result.exercises.map(({ id }) => id)))].sort()
  const exercises = await Promise.all(ids.map(loadExercise))
  const target = new ClassFolder(reports)
  target.settings = { schema: 1, seed }
  for (const { folder } of parts)
    for (const graded of folder.results.all()) if (!target.results.has(graded.key)) target.results.put(graded)
  const intake = mergeIntakes(parts.map(each => each.intake))
  target.intake = intake
  const ledger = new ClassLedger(intake, exercises, seed)
  const digests = new Set(intake.entrants.map(({ digest }) => digest))
  for (const { key, result } of target.results.all())
    if (digests.has(key.submission)) ledger.record(key.submission, result)
  const folders = new Set(intake.entrants.map(({ folder }) => folder))
  const similar = new Map(
    parts.flatMap(({ result }) => result.similar).map(pair => [JSON.stringify(pair), pair]),
  )
  ledger.similar = [...similar.values()].filter(({ left, right }) => folders.has(left) && folders.has(right))
  const writer = new ClassReports(target, ledger, { seed, gradedBy })
  for (const entrant of intake.entrants) if (ledger.isWhole(entrant)) writer.writePerson(entrant)
  writer.writeClass({ now: true })
  target.tidy()
  const rows = Map.groupBy(ledger.result().submissions, ({ verdict }) => verdict)
  return new Map([...rows].map(([verdict, all]) => [verdict, all.length]))
}

function openPart(given: string): Part {
  const file = path.join(given, 'class.json')
  if (!existsSync(file))
    throw new UserError(`${given} holds no class.json: give folders that \`day2 batch\` has written.`)
  const folder = new ClassFolder(given)
  const { settings, intake } = folder
  if (!settings || !intake)
    throw new UserError(`${given} has lost its .day2 folder, in which what was judged lies.`)
  try {
    return {
      path: given,
      folder,
      settings,
      intake,
      result: ClassResult.parse(JSON.parse(readFileSync(file, 'utf8'))),
    }
  } catch {
    throw new UserError(`${file} is not what this version of day2 writes.`)
  }
}

function sameSeed(parts: readonly Part[]): ClassSettings {
  const [first] = parts
  if (!first) throw new UserError('There is nothing to merge.')
  const other = parts.find(({ settings }) => settings.seed !== first.settings.seed)
  if (other)
    throw new UserError(
      `${first.path} was graded with the seed ${first.settings.seed} and ${other.path} with ${other.settings.seed}: people had different inputs. Give every shard the same --seed.`,
    )
  return first.settings
}

function mergeIntakes(intakes: readonly Intake[]): Intake {
  const entrants = new Map<string, Entrant>()
  for (const entrant of intakes.flatMap(intake => intake.entrants))
    if (!entrants.has(entrant.source)) entrants.set(entrant.source, entrant)
  const sorted = [...entrants.values()].sort((a, b) => (a.source < b.source ? -1 : 1))
  const once = new Map<string, string>()
  for (const { source, folder } of sorted) if (![...once.values()].includes(folder)) once.set(source, folder)
  const folders = assignFolders(sorted, once)
  const strays = new Map(intakes.flatMap(intake => intake.strays).map(stray => [stray.source, stray]))
  // Each part knows the whole roster: missing is who is missing in all.
  const missing = (intakes[0]?.missing ?? []).filter(person =>
    intakes.every(intake =>
      intake.missing.some(other => other.name === person.name && other.id === person.id),
    ),
  )
  return {
    entrants: sorted.map(entrant => ({ ...entrant, folder: folders.get(entrant.source) ?? entrant.folder })),
    strays: [...strays.values()],
    missing,
  }
}
