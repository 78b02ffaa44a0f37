// After a change of grader or suite: what would become of each mark, and, when somebody says so, that it does.
import type { ClassFolder } from './class-folder.ts'
import type { ClassLedger } from './class-ledger.ts'
import { compare, type ExerciseChange, renderChange } from './compare.ts'

interface Regrade {
  folder: ClassFolder
  ledger: ClassLedger
  /** Digest of what judges each exercise now: what still another grader has made of it is past. */
  graders: ReadonlyMap<string, string>
}

interface PersonChange {
  folder: string
  name: string
  points: { before: number; after: number }
  exercises: ExerciseChange[]
}

/** Prints what changed and writes regrade.json; marks stay as they are. */
export function tellChanges({
  folder,
  ledger,
  graders,
  print,
}: Regrade & { print: (line: string) => void }): void {
  const changes = ledger.intake.entrants.flatMap(({ digest, folder: name, name: person }) => {
    if (digest === undefined) return []
    const exercises = ledger.exercises.flatMap(({ id: exercise }) => {
      const place = { submission: digest, exercise }
      const [before, after] = [folder.results.get(place), folder.regraded.get(place)]
      if (!before || !after || after.key.grader !== graders.get(exercise)) return []
      return compare(before, after) ?? []
    })
    if (exercises.length === 0) return []
    return [{ folder: name, name: person, points: sum(exercises), exercises }]
  })
  folder.write('regrade.json', `${JSON.stringify({ schema: 1, changes }, null, 1)}\n`)
  for (const change of changes) for (const line of renderPerson(change)) print(line)
  print(
    changes.length === 0
      ? 'Nothing has changed for anybody.'
      : `${changes.length} of ${ledger.intake.entrants.length} would change (regrade.json). --regrade --accept lets the new judgements count.`,
  )
}

/** In the place of the old ones, one by one: a run that is killed in the midst of it goes on with the same command. */
export function acceptRegraded({ folder, ledger, graders }: Regrade): void {
  for (const graded of [...folder.regraded.all()]) {
    if (graded.key.grader !== graders.get(graded.key.exercise)) continue
    folder.regraded.moveTo(folder.results, graded.key)
    ledger.record(graded.key.submission, graded.result)
  }
  folder.regraded.clear()
}

function renderPerson({ folder, points, exercises }: PersonChange): string[] {
  const difference = Math.round((points.after - points.before) * 100) / 100
  return [`${folder}: ${difference > 0 ? '+' : ''}${difference} points`, ...exercises.flatMap(renderChange)]
}

const sum = (exercises: readonly ExerciseChange[]): PersonChange['points'] => ({
  before: exercises.reduce((all, { points }) => all + points.before, 0),
  after: exercises.reduce((all, { points }) => all + points.after, 0),
})
