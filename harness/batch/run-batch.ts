// The trip of a class: look at what came in, give out what is not judged yet, write down, and go on where an earlier run was ended.
import path from 'node:path'
import type { Exercise } from '#harness/exercise/exercise.ts'
import { newSeed } from '#harness/exercise/random.ts'
import type { GraderDigest } from '#harness/grade/grader-digest.ts'
import { UserError } from '#harness/host/user-error.ts'
import { plural } from '#harness/results/format.ts'
import type { GradeResult } from '#harness/results/result.ts'
import { ClassFolder } from './class-folder.ts'
import { ClassLedger } from './class-ledger.ts'
import { ClassReports } from './class-reports.ts'
import { dispatch } from './dispatch.ts'
import { isFullDisk } from './intake/inspect.ts'
import { type TakenIn, takeIn } from './intake/intake.ts'
import type { RosterEntry } from './intake/roster.ts'
import { Shelf } from './lay-out.ts'
import { type Lab, LabLost, type Order } from './order.ts'
import { gradersOf, ordersOf } from './orders-of.ts'
import { Progress } from './progress.ts'
import { acceptRegraded, tellChanges } from './regrade.ts'
import { belongsTo, type Shard } from './shard.ts'
import { Works } from './similarity/compare-works.ts'
import { undetermined } from './unjudged.ts'

export interface BatchRequest {
  given: string[]
  reports: string
  exercises: readonly Exercise[]
  /** undefined: the class's own, or a new one. */
  seed: string | undefined
  labs: number
  /** The labs are somebody else's: how many there are is not known, and who tries again is not this run's matter. */
  elsewhere?: boolean
  roster: readonly RosterEntry[]
  shard?: Shard
  /** Judge again what another grader has judged, or none could. */
  regrade: boolean
  /** Let the new judgements count. */
  accept: boolean
  /** @param work a folder for what comes of an order while it is judged */
  openLab: (work: string) => Lab
  grader: GraderDigest
  gradedBy: GradeResult['grader']
  /** Aborted when the run is to end. */
  signal: AbortSignal
  print: (line: string) => void
  tell: (line: string) => void
}

/** @returns the exit code: 0 where everything has its mark, 2 where something has none */
export async function runBatch(request: BatchRequest): Promise<number> {
  const { print, signal, reports } = request
  const folder = new ClassFolder(reports)
  try {
    return await grade(request, folder)
  } catch (error) {
    if (isFullDisk(error)) {
      print(
        `The disk is full (${reports}). What has been graded is safe, and nothing of it is graded again.\n` +
          'Make room there, and give the same command again.',
      )
      return 2
    }
    if (error instanceof LabLost) {
      print(
        `No lab comes up: ${error.message}\nWhat has been graded is safe; mend that, and give the same command again.`,
      )
      return 2
    }
    throw error
  } finally {
    if (!signal.aborted) folder.tidy()
  }
}

async function grade(request: BatchRequest, folder: ClassFolder): Promise<number> {
  const { exercises, labs, openLab, grader, gradedBy, signal, print, tell } = request
  const seed = seedOf(request.seed, folder)
  const works = new Works(exercises.map(({ id }) => id))
  const taken = await takeClassIn(request, folder, works)
  const ledger = new ClassLedger(taken, exercises, seed)
  ledger.similar = await works.similar(foldersOf(taken))
  const reports = new ClassReports(folder, ledger, { seed, gradedBy })
  const progress = new Progress({
    all: taken.entrants.length,
    labs: request.elsewhere ? undefined : labs,
    print,
    tell,
  })
  const shelf = new Shelf(
    folder.work,
    taken.paths,
    exercises.map(({ id }) => id),
  )
  const target = request.regrade ? folder.regraded : folder.results
  const graders = await gradersOf(exercises, grader)
  const { orders: queue, foreign } = ordersOf({ folder, ledger, graders, seed, regrade: request.regrade })
  if (foreign > 0 && !request.regrade)
    print(
      `${plural(foreign, 'exercise')} judged by another version of the grader or suite: they stay as they are. --regrade shows what would change.`,
    )
  for (const { exercise, submission } of queue) {
    shelf.expect(submission.digest)
    progress.expect(exercise)
  }
  for (const entrant of taken.entrants) {
    if (entrant.unusable === undefined && !ledger.isWhole(entrant)) continue
    if (entrant.unusable === undefined) reports.writePerson(entrant)
    progress.whole(ledger.row(entrant), { quiet: entrant.unusable === undefined })
  }
  reports.writeClass({ now: true })
  const lost: string[] = []
  await dispatch({
    labs: Math.max(1, Math.min(labs, queue.length)),
    openLab: () => openLab(folder.work),
    ...(request.elsewhere ? { tries: 1 } : {}),
    signal,
    next: async () => {
      for (let order = queue.shift(); order; order = queue.shift()) {
        try {
          const { root } = await shelf.place(order.submission.digest)
          return { ...order, submission: { ...order.submission, path: root } }
        } catch (error) {
          if (isFullDisk(error)) throw error
          lost.push(`${nameOf(order, taken)}: ${error instanceof Error ? error.message : error}`)
          progress.ended(order, undefined)
        }
      }
      return undefined
    },
    onBegin: order => progress.began(order),
    onResult: async (order, outcome, reasons, ms) => {
      const { exercise: id, submission } = order
      const exercise = exercises.find(each => each.id === id)
      if (!exercise) throw new Error(`an order for ${id}, which is not graded here`)
      const result = outcome ?? undetermined(exercise, reasons)
      const key = { submission: submission.digest, exercise: id, grader: graders.get(id) ?? '' }
      const tries = reasons.length > 0 && outcome ? { tries: reasons } : {}
      target.put({ schema: 1, key, seed, gradedBy, ...tries, result })
      progress.ended(order, request.elsewhere ? result.durationMs : ms)
      await shelf.done(submission.digest)
      if (request.regrade) return
      ledger.record(submission.digest, result)
      for (const entrant of taken.entrants) {
        if (entrant.digest !== submission.digest || !ledger.isWhole(entrant)) continue
        reports.writePerson(entrant)
        progress.whole(ledger.row(entrant))
      }
      reports.writeClass()
    },
  })
  if (request.regrade && !signal.aborted) {
    tellChanges({ folder, ledger, graders, print })
    if (request.accept) {
      acceptRegraded({ folder, ledger, graders })
      for (const entrant of taken.entrants) if (ledger.isWhole(entrant)) reports.writePerson(entrant)
    }
  }
  reports.writeClass({ now: true })
  for (const line of lost) print(`✘ ${line}`)
  print(`\n${progress.summary}. ${path.join(folder.path, 'gradebook.csv')}`)
  if (signal.aborted) print('Interrupted: what has been graded stays. The same command goes on from here.')
  const rows = ledger.result().submissions
  return rows.some(({ verdict }) => verdict === 'incomplete' || verdict === 'undetermined') ? 2 : 0
}

/** One for all, so that everybody gets the same work, and the same again in a later run. */
function seedOf(asked: string | undefined, folder: ClassFolder): string {
  const known = folder.settings?.seed
  if (known !== undefined && asked !== undefined && asked !== known)
    throw new UserError(
      `This class is graded with the seed ${known}, and everybody must get the same inputs. Leave --seed out, or give another folder: --reports DIR`,
    )
  const seed = known ?? asked ?? newSeed()
  folder.settings = { schema: 1, seed }
  return seed
}

async function takeClassIn(request: BatchRequest, folder: ClassFolder, works: Works): Promise<TakenIn> {
  const { given, exercises, roster, shard, tell, print } = request
  const earlier = folder.intake
  const all = await takeIn(given, {
    scratch: path.join(folder.work, 'intake'),
    exercises: exercises.map(({ id }) => id),
    roster,
    ...(earlier === undefined ? {} : { earlier }),
    onOpen: submission => works.add(submission),
    onProgress: (done, many) => tell(`looking at what was handed in: ${done} of ${many}`),
  })
  const taken = {
    ...all,
    entrants: shard
      ? all.entrants.filter(({ digest, source }) => belongsTo(shard, digest ?? source))
      : all.entrants,
  }
  folder.intake = taken
  for (const { source, why } of taken.strays) print(`not a submission: ${source} (${why})`)
  if (taken.missing.length > 0)
    print(`${plural(taken.missing.length, 'person', 'people')} of the roster handed nothing in`)
  if (all.entrants.length === 0)
    throw new UserError(
      `There is no submission in ${given.join(', ')}: a folder of archives or folders is what is needed.`,
    )
  return taken
}

/** Of each digest, the folder of who stands first in the list. */
const foldersOf = ({ entrants }: TakenIn): Map<string, string> =>
  new Map(
    entrants.toReversed().flatMap(({ digest, folder }) => (digest === undefined ? [] : [[digest, folder]])),
  )

const nameOf = ({ submission, exercise }: Order, { entrants }: TakenIn): string =>
  `${entrants.find(({ digest }) => digest === submission.digest)?.folder ?? submission.digest}/${exercise}`
