// Owns the growing result of one grade. After every change the whole result is on disk again, so a grade that is killed
// leaves what it had: judged checks with their points, and the verdict `incomplete`.
import { cappedText } from '#harness/results/capped-text.ts'
import type { KeptFile } from '#harness/results/kept.ts'
import { RESULT_FILE } from '#harness/results/report-files.ts'
import { ReportsFolder } from '#harness/results/reports-folder.ts'
import type {
  CheckResult,
  Evidence,
  ExerciseResult,
  GradeResult,
  GradeVerdict,
  Place,
} from '#harness/results/result.ts'
import { resultText } from '#harness/results/result-text.ts'
import type { Timeline } from '#harness/results/timeline.ts'
import { earned, exerciseVerdict, gradeVerdict, sumPoints } from '#harness/results/verdict.ts'

/** What is known before the first check. `maxPoints` covers all that is selected, also what is still to come. */
export type ResultHeader = Omit<
  GradeResult,
  'schema' | 'verdict' | 'points' | 'extended' | 'durationMs' | 'phases' | 'exercises'
> & {
  /** Where extended exercises are selected beside those of the day, which `maxPoints` covers then. */
  extended?: { maxPoints: number }
}

/** A judged check; its points follow from its status. */
export type JudgedCheck = Omit<CheckResult, 'points' | 'evidence'> & { evidence?: readonly Evidence[] }

export type DeclaredCheck = Pick<CheckResult, 'id' | 'title' | 'maxPoints'>
export type DeclaredExercise = Pick<ExerciseResult, 'id' | 'title' | 'group' | 'maxPoints'> & {
  /** Where its checks are declared, by their ids, and what to read. */
  reading?: { places: ReadonlyMap<string, Place>; guide: string[] }
}

export const NOT_ATTEMPTED = 'not attempted'

/** Names and titles are short; this only keeps a runaway one from filling the file. */
const MAX_LABEL_BYTES = 1024

interface Options {
  reports: string
  header: ResultHeader
  /** Milliseconds that only ever grow. */
  clock?: () => number
}

export const openResultFile = ({ reports, header, clock = () => performance.now() }: Options): ResultFile =>
  new ResultFile(ReportsFolder.open(reports), header, clock)

export class ResultFile {
  readonly reports: ReportsFolder
  readonly #clock: () => number
  readonly #openedAt: number
  readonly #exercises = new Map<string, ExerciseResult>()
  readonly #places = new Map<string, ReadonlyMap<string, Place>>()
  readonly #begunAt = new Map<string, number>()
  #header: ResultHeader
  #phases: Record<string, number> = {}
  #verdict: GradeVerdict = 'incomplete'
  #finished = false

  constructor(reports: ReportsFolder, header: ResultHeader, clock: () => number) {
    this.reports = reports
    this.#header = header
    this.#clock = clock
    this.#openedAt = clock()
    reports.begin(RESULT_FILE, resultText(this.snapshot()))
  }

  /** Adds to the time that a phase of the grade (`lab`, `unpack`, …) took. */
  recordPhase(name: string, durationMs: number): void {
    this.#phases[name] = wholeMs((this.#phases[name] ?? 0) + durationMs)
    this.#write()
  }

  note(text: string): void {
    this.#header = { ...this.#header, notes: [...(this.#header.notes ?? []), cappedText(text)] }
    this.#write()
  }

  /** Until it ends, an exercise is undetermined: that is the truth if the grade is killed now. */
  beginExercise({ id, title, group, maxPoints, reading }: DeclaredExercise): void {
    if (this.#exercises.has(id)) throw new Error(`exercise ${id} has begun already`)
    const startedAt = new Date().toISOString()
    this.#exercises.set(id, {
      id,
      title: cappedText(title, MAX_LABEL_BYTES),
      ...(group === undefined ? {} : { group }),
      verdict: 'undetermined',
      points: 0,
      maxPoints,
      startedAt,
      durationMs: 0,
      checks: [],
      ...(reading && reading.guide.length > 0 ? { guide: reading.guide } : {}),
    })
    this.#places.set(id, reading?.places ?? new Map())
    this.#begunAt.set(id, this.#clock())
    this.#write()
  }

  recordCheck(exerciseId: string, judged: JudgedCheck): CheckResult {
    const exercise = this.#exercise(exerciseId)
    if (exercise.checks.some(check => check.id === judged.id))
      throw new Error(`check ${judged.id} of ${exerciseId} is recorded already`)
    const check = toCheckResult(judged, this.#places.get(exerciseId)?.get(judged.id))
    exercise.checks.push(check)
    exercise.points = sumPoints(exercise.checks.map(each => each.points))
    exercise.durationMs = this.#since(exerciseId)
    this.#write()
    return check
  }

  /** Puts another verdict in the place of one that is recorded already: a control run has shown that the machine was at fault. */
  amendCheck(exerciseId: string, judged: JudgedCheck): CheckResult {
    const exercise = this.#exercise(exerciseId)
    const index = exercise.checks.findIndex(check => check.id === judged.id)
    if (index < 0) throw new Error(`check ${judged.id} of ${exerciseId} is not recorded yet`)
    const check = toCheckResult(judged, this.#places.get(exerciseId)?.get(judged.id))
    exercise.checks[index] = check
    exercise.points = sumPoints(exercise.checks.map(each => each.points))
    this.#write()
    return check
  }

  /** What has been recorded of it is void, but for its notes: what it ran in is gone, and it is graded again. */
  restartExercise(exerciseId: string, why: string): void {
    const exercise = this.#exercise(exerciseId)
    exercise.checks = []
    exercise.points = 0
    delete exercise.timeline
    this.noteExercise(exerciseId, why)
  }

  noteExercise(exerciseId: string, text: string): void {
    const exercise = this.#exercise(exerciseId)
    exercise.notes = [...(exercise.notes ?? []), cappedText(text)]
    this.#write()
  }

  recordTimeline(exerciseId: string, timeline: Timeline): void {
    this.#exercise(exerciseId).timeline = timeline
    this.#write()
  }

  recordKept(exerciseId: string, kept: readonly KeptFile[]): void {
    this.#exercise(exerciseId).kept = kept.map(file => ({
      ...file,
      what: cappedText(file.what, MAX_LABEL_BYTES),
    }))
    this.#write()
  }

  endExercise(exerciseId: string): ExerciseResult {
    const exercise = this.#exercise(exerciseId)
    exercise.verdict = exerciseVerdict(exercise.checks)
    exercise.durationMs = this.#since(exerciseId)
    this.#write()
    return exercise
  }

  /** A missing or empty exercise folder: every declared check is there, skipped, and earns nothing. */
  recordNotAttempted(
    declared: DeclaredExercise & { checks: readonly DeclaredCheck[] },
    /** What may have been meant to be it. */
    hint?: string,
  ): ExerciseResult {
    this.beginExercise(declared)
    const exercise = this.#exercise(declared.id)
    exercise.verdict = exerciseVerdict([], false)
    if (hint !== undefined) exercise.notes = [cappedText(hint, MAX_LABEL_BYTES)]
    exercise.checks = declared.checks.map(({ id, title, maxPoints }) =>
      toCheckResult({ id, title, maxPoints, status: 'skipped', durationMs: 0, message: NOT_ATTEMPTED }),
    )
    this.#write()
    return exercise
  }

  /** What the exercises make of the grade, should it end now. */
  get verdict(): GradeVerdict {
    return gradeVerdict([...this.#exercises.values()])
  }

  /**
   * The last change: any later one is a mistake of ours, and throws. Without a verdict it follows from the exercises; an
   * interrupted grade says `incomplete`.
   */
  finish(verdict: GradeVerdict = this.verdict): GradeResult {
    this.#verdict = verdict
    const result = this.#write()
    this.#finished = true
    return result
  }

  /** The result as it stands now. */
  snapshot(): GradeResult {
    const exercises = [...this.#exercises.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
    const {
      maxPoints,
      extended,
      seed,
      grader,
      engineReason,
      submission,
      selected,
      options,
      partial,
      startedAt,
      notes,
    } = this.#header
    const pointsOf = (some: ExerciseResult[]): number => sumPoints(some.map(({ points }) => points))
    const apart = extended === undefined ? [] : exercises.filter(({ group }) => group !== undefined)
    return structuredClone({
      schema: 1,
      verdict: this.#verdict,
      points: pointsOf(exercises.filter(exercise => !apart.includes(exercise))),
      maxPoints,
      ...(extended === undefined ? {} : { extended: { points: pointsOf(apart), ...extended } }),
      seed: seed.toWellFormed(),
      grader,
      ...(engineReason === undefined ? {} : { engineReason: cappedText(engineReason) }),
      submission: { path: submission.path.toWellFormed(), digest: submission.digest },
      ...(selected === undefined ? {} : { selected }),
      ...(partial === undefined ? {} : { partial }),
      ...(options === undefined ? {} : { options: options.map(option => option.toWellFormed()) }),
      startedAt,
      durationMs: wholeMs(this.#clock() - this.#openedAt),
      phases: this.#phases,
      exercises,
      ...(notes === undefined ? {} : { notes }),
    })
  }

  #write(): GradeResult {
    if (this.#finished) throw new Error('the grade is finished, nothing more can be recorded')
    const result = this.snapshot()
    this.reports.write(RESULT_FILE, resultText(result))
    return result
  }

  #exercise(id: string): ExerciseResult {
    const exercise = this.#exercises.get(id)
    if (!exercise) throw new Error(`exercise ${id} has not begun`)
    return exercise
  }

  #since(exerciseId: string): number {
    return wholeMs(this.#clock() - (this.#begunAt.get(exerciseId) ?? this.#clock()))
  }
}

const wholeMs = (ms: number): number => Math.max(0, Math.round(ms))

const toCheckResult = (judged: JudgedCheck, place?: Place): CheckResult => {
  const { id, title, status, maxPoints, durationMs, because, submitted, evidence = [] } = judged
  const said: Pick<CheckResult, 'message' | 'expected' | 'actual' | 'hint'> = {}
  for (const member of ['message', 'expected', 'actual', 'hint'] as const) {
    const text = judged[member]
    if (text !== undefined) said[member] = cappedText(text)
  }
  return {
    id,
    title: cappedText(title, MAX_LABEL_BYTES),
    status,
    points: earned({ status, maxPoints }),
    maxPoints,
    durationMs: wholeMs(durationMs),
    ...said,
    evidence: evidence.map(({ at, source, text }) => ({
      at,
      source: cappedText(source, MAX_LABEL_BYTES),
      text: cappedText(text),
    })),
    ...(because === undefined ? {} : { because: [...because] }),
    ...(place === undefined ? {} : { place }),
    ...(submitted === undefined
      ? {}
      : { submitted: { ...submitted, file: cappedText(submitted.file, MAX_LABEL_BYTES) } }),
  }
}
