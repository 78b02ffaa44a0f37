// The one proof that a lab can run here: it is opened in the way a grade opens it, and closed again.
import { dieWithLauncher, runInNamespaces } from '#harness/host/namespaces.ts'
import { HERE } from '#harness/host/place.ts'
import { PROJECT } from '#harness/host/project.ts'
import { requireTemporaryFolder } from '#harness/host/temporary-folder.ts'
import { UserError } from '#harness/host/user-error.ts'
import { type EngineName, LabFault } from '#harness/lab/lab.ts'
import { cacheRoot } from '#harness/runtime/cache.ts'
import { openRoom } from '#harness/sandbox/room.ts'
import { chooseEngine } from './engine-choice.ts'
import { progressLine } from './progress-line.ts'

const LOG_LINES = 12

/**
 * Opens a lab, inside namespaces where a grade would, and says on standard output what came of it.
 *
 * @returns whether it opened
 */
export async function tryLab(engine: EngineName): Promise<boolean> {
  const progress = progressLine()
  const started = performance.now()
  try {
    if (engine === 'embedded' && HERE.network !== 'private') {
      // What is fetched and trained is so outside, as in a grade.
      const { runtime } = await chooseEngine({ engine }, progress.tell)
      progress.clear()
      const [node, script = ''] = [process.execPath, process.argv[1]]
      const command = [node, ...process.execArgv, script, 'doctor', '--trial', engine]
      const needed = [PROJECT, cacheRoot(), runtime.jdk.home, process.cwd()]
      const outcome = await runInNamespaces(command, needed)
      if ('code' in outcome) return outcome.code === 0
      process.stdout.write(`  without a private network: ${outcome.why}\n`)
    }
    if (HERE.clearsUp === 'kernel') {
      void dieWithLauncher(() => process.exit(2))
      await openRoom()
    }
    requireTemporaryFolder()
    const chosen = await chooseEngine({ engine }, progress.tell)
    const lab = await chosen.open(progress.tell, { shutIn: HERE.tmp === 'private' })
    progress.clear()
    const seconds = Math.round((performance.now() - started) / 1000)
    const where = HERE.network === 'private' ? 'in a network of its own' : `at ${lab.bootstrapServers}`
    process.stdout.write(
      `  ✔ ${engine}: three brokers, the Schema Registry and Connect were up after ${seconds} s, ${where}\n`,
    )
    await lab.close()
    return true
  } catch (error) {
    progress.clear()
    process.stdout.write(`  ✘ ${engine}: ${failure(error).join('\n    ')}\n`)
    return false
  }
}

/** What did not work, the first cause of it, and the way out, in lines. */
export function failure(error: unknown): string[] {
  if (error instanceof UserError) return error.message.split('\n')
  const words = [error instanceof Error ? error.message : String(error)]
  for (
    let cause = error instanceof Error ? error.cause : undefined;
    cause instanceof Error;
    cause = cause.cause
  )
    if (!words.includes(cause.message)) words.push(`because: ${cause.message}`)
  const log = error instanceof LabFault && error.log ? error.log.trimEnd().split('\n').slice(-LOG_LINES) : []
  return [
    ...words.flatMap(text => text.split('\n')),
    ...(log.length > 0 ? ['The end of its log:', ...log.map(line => `  ${line}`)] : []),
    'The way out: mend what is named here and try again. Where it names nothing of this machine, the fault is the',
    "grader's: report it with these lines. With Docker or Podman there is also: npx day2 grade --engine containers",
  ]
}
