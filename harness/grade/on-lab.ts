// What the programs of one exercise find on a lab in order: a workspace, inputs, variables, and of the machine what they may see.
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Random } from '#harness/exercise/random.ts'
import type { RunExerciseOptions } from '#harness/exercise/run-exercise.ts'
import type { Keeper } from '#harness/host/keeper.ts'
import { identity } from '#harness/host/launcher.ts'
import { HERE } from '#harness/host/place.ts'
import { UserError } from '#harness/host/user-error.ts'
import { hasNoJdk } from '#harness/lab/containers/no-jdk.ts'
import type { Runtime } from '#harness/runtime/runtime.ts'
import type { Isolation } from '#harness/sandbox/view.ts'
import type { Submission } from '#harness/submission/open-submission.ts'
import { machinePath, Workspace } from '#harness/submission/workspace.ts'
import { confine } from './confine.ts'
import type { UsedLab } from './lab-turns.ts'

/** What is done on a lab in order. */
export type Act = (at: Pick<RunExerciseOptions, 'lab' | 'workspace' | 'random' | 'inputs'>) => Promise<void>

export interface OnLabOptions {
  used: UsedLab
  /** Its id: this folder of the submission is copied. */
  exercise: string
  submission: Submission
  runtime: Runtime
  isolation: Isolation
  /** Where the reports go: programs must not find them. */
  reports: string
  keeper: Keeper
  random: Random
  onNote: (note: string) => void
  act: Act
}

/** Zones that are never UTC and whose offset is never whole hours: a program that takes local time for UTC is found out. */
const TIME_ZONES = [
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Australia/Darwin',
  'Asia/Yangon',
  'Asia/Kabul',
  'Australia/Adelaide',
]

/** @throws whatever `act` throws, and the reason for which there is no such place; nothing of it is left then, either */
export async function onLab(options: OnLabOptions): Promise<void> {
  const { used, exercise, submission, runtime, keeper, random, onNote, act } = options
  const { lab, tools } = used
  // Whatever of the following fails, what was made before it goes.
  await using made = new AsyncDisposableStack()
  const privateTmp = HERE.tmp === 'private'
  const variables: Record<string, string> = {}
  const workspace = await Workspace.open({
    submission,
    exercise,
    runtime,
    keeper,
    tools,
    variables,
    timeZone: random.fork('time zone').pick(TIME_ZONES),
    ...(privateTmp ? { area: '/tmp' } : {}),
  })
  made.defer(() => workspace.close())
  // Workers that do not see this machine's files get theirs in a folder that both sides see, maybe by another path.
  const { shared } = lab
  const inputs = shared
    ? { file: path.join(shared.here, 'input.txt'), dir: path.join(shared.here, 'input') }
    : { file: privateTmp ? '/tmp/input.txt' : workspace.path('input.txt'), dir: workspace.path('input') }
  Object.assign(variables, {
    BOOTSTRAP_SERVERS: lab.bootstrapServers,
    SCHEMA_REGISTRY_URL: lab.registryUrl,
    CONNECT_URL: lab.connect.url,
    INPUT_FILE: shared ? path.posix.join(shared.inWorkers, 'input.txt') : inputs.file,
    INPUT_DIR: shared ? path.posix.join(shared.inWorkers, 'input') : inputs.dir,
  })
  made.defer(() => rm(inputs.file, { force: true }))
  if (shared) made.defer(() => rm(inputs.dir, { recursive: true, force: true }))
  await mkdir(inputs.dir, { recursive: true })
  await writeFile(inputs.file, '')
  for (const note of workspace.notes) onNote(note)
  if (hasNoJdk(runtime)) await requireNoJava(workspace.folder)
  await using _confined = await shutIn(workspace, options)
  await act({ lab, workspace, random, inputs })
}

async function shutIn(
  workspace: Workspace,
  { isolation, runtime, reports, submission, used }: OnLabOptions,
): Promise<AsyncDisposable | undefined> {
  if (isolation === 'none' || HERE.tmp !== 'private') return undefined
  const {
    lab: { shared },
    tools,
    network,
  } = used
  return confine(workspace, {
    isolation,
    runtime,
    tools,
    network,
    reports,
    submission: submission.path,
    packages: workspace.linked,
    outside: identity().shared,
    shared: shared?.here === shared?.inWorkers ? shared?.here : undefined,
    searchPath: machinePath(),
    home: process.env.HOME,
  })
}

/** @throws UserError that names the programs which only a JDK could run */
async function requireNoJava(folder: string): Promise<void> {
  const java = (await readdir(folder)).filter(name => /\.(java|jar)$/.test(name))
  if (java.length === 0) return
  throw new UserError(
    `${java.join(', ')} cannot be run: this machine has no JDK 21 or newer (with Maven), and the lab's containers have no compiler`,
  )
}
