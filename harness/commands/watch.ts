// `day2 watch`: grades again what was saved, in a lab that is there already.
import path from 'node:path'
import readline from 'node:readline'
import { Command } from 'commander'
import open from 'open'
import { newSeed } from '#harness/exercise/random.ts'
import { selectExercises } from '#harness/exercise/suites.ts'
import { chooseIsolation } from '#harness/grade/choose-isolation.ts'
import { findSubmission } from '#harness/grade/find-submission.ts'
import { gradeSubmission, shortPath } from '#harness/grade/grade-submission.ts'
import { PROJECT } from '#harness/host/project.ts'
import { UserError } from '#harness/host/user-error.ts'
import { howManyLanes } from '#harness/lane/how-many-lanes.ts'
import { ReportsFolder } from '#harness/results/reports-folder.ts'
import { lockReports } from '#harness/results/reports-lock.ts'
import { lookOf } from '#harness/results/terminal-look.ts'
import { OwnLabs } from '#harness/stay/own-labs.ts'
import { watchChanges } from '#harness/watch/changes.ts'
import { type Batch, Session } from '#harness/watch/session.ts'
import { show } from '#harness/watch/show.ts'
import { count } from './count.ts'
import { chooseEngine } from './engine-choice.ts'
import { progressLine } from './progress-line.ts'

export interface WatchOptions {
  submission?: string
  reports: string
  labs?: number
  plain?: boolean
}

export function watchCommand(): Command {
  return new Command('watch')
    .description('on every save, grade again the exercises whose files changed')
    .argument('[exercise...]', 'only these (default: those of the day)')
    .option('--submission <path>', 'folder or archive (default: submission/, else solutions/)')
    .option('--labs <n>', 'labs side by side, where it opens its own', count)
    .option('--plain', 'words and lines alone: for a screen reader, or a terminal that can do little')
    .option('--reports <dir>', 'where the reports of the last run go', path.join(PROJECT, 'reports'))
    .action((asked: string[], options: WatchOptions) => watch(asked, options))
}

export async function watch(asked: readonly string[], options: WatchOptions): Promise<void> {
  const exercises = await selectExercises(asked)
  const submission = findSubmission(options.submission)
  const reports = path.resolve(options.reports)
  ReportsFolder.open(reports)
  await lockReports(reports)
  const plain = lookOf(process.stdout, options.plain).plain ?? false
  const progress = progressLine(process.stderr, plain)
  const engine = await chooseEngine({ engine: 'embedded' }, progress.tell)
  progress.clear()
  const others = (await selectExercises([])).filter(id => !exercises.includes(id))

  const screen = show({
    session: () => session,
    others,
    plain,
    submission: shortPath(submission),
  })
  const labs = new OwnLabs(
    'watch',
    { labs: options.labs ?? howManyLanes(exercises.length), isolation: 'standard' },
    screen.tell,
  )
  const grade = async ({ seed = newSeed(), ...batch }: Batch): Promise<string | undefined> => {
    try {
      const { runtime } = engine
      const { lanes, isolation } = await labs.use({
        command: 'watch',
        runtime,
        engine: engine.name,
        labs: undefined,
        isolation: undefined,
        exercises: batch.exercises,
        seed,
        reports,
        shutIn: why => chooseIsolation({ asked: undefined, ci: false, why }).isolation,
      })
      await gradeSubmission({
        exercises: batch.exercises,
        submission,
        reports,
        seed,
        engine,
        isolation,
        runners: lanes,
        watcher: batch,
        typed: options.submission === undefined ? [] : ['--submission', options.submission],
        control: false,
        labs: undefined,
        check: undefined,
        keep: undefined,
        plain,
      })
      return undefined
    } catch (error) {
      // Maybe it is being saved at this very moment: then it is graded again.
      if (error instanceof UserError) return error.message
      throw error
    }
  }
  const session: Session = new Session({
    exercises,
    grade,
    onShow: () => screen.draw(),
    onEnd: batch => screen.block(batch.exercises),
  })
  const changes = await watchChanges(submission, {
    onSave: () => session.onSave(),
    onChange: changed => session.onChanged(changed),
  })
  const stop = listenToKeys(key => {
    if (key === 'a') session.all()
    else if (key === 'f') session.failed()
    else if (key === 'return') session.again({ sameSeed: false })
    else if (key === 's') session.again({ sameSeed: true })
    else if (key === 'o') void open(path.join(reports, 'report.html')).catch(() => {})
    else if (key === 'q' || key === 'ctrl-c') session.end()
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => session.end())
  try {
    session.all()
    await session.run()
  } finally {
    stop()
    screen.end()
    await changes.close()
    await labs.close()
  }
}

/** Keys, or their letters on lines where input is no terminal. @returns ends it */
function listenToKeys(onKey: (key: string) => void): () => void {
  const { stdin } = process
  readline.emitKeypressEvents(stdin)
  if (stdin.isTTY) stdin.setRawMode(true)
  const listener = (_: string | undefined, key: { name?: string; ctrl?: boolean } | undefined): void => {
    if (key?.name) onKey(key.ctrl ? `ctrl-${key.name}` : key.name)
  }
  stdin.on('keypress', listener)
  stdin.on('error', () => {})
  return () => {
    stdin.off('keypress', listener)
    if (stdin.isTTY) stdin.setRawMode(false)
    stdin.pause()
  }
}
