// Which engine runs the lab: the one that was asked for, else what this machine has. Nothing heavy is loaded for an engine
// that is not used.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { courseNames, selectExercises } from '#harness/exercise/suites.ts'
import { HERE } from '#harness/host/place.ts'
import { UserError } from '#harness/host/user-error.ts'
import { withArchives } from '#harness/lab/embedded/archives.ts'
import { openEmbeddedLab } from '#harness/lab/embedded/open.ts'
import type { EngineName, Lab } from '#harness/lab/lab.ts'
import { cacheRoot } from '#harness/runtime/cache.ts'
import { findJava } from '#harness/runtime/find-java.ts'
import { jarsAreCached } from '#harness/runtime/jars.ts'
import { prepareRuntime, type Runtime } from '#harness/runtime/runtime.ts'

export const ENGINES = ['embedded', 'containers', 'attached'] as const satisfies readonly EngineName[]

export interface EngineOptions {
  engine?: EngineName
  /** What is to be graded: of a cluster that is not ours, that and the course's day may be deleted. */
  exercises?: readonly string[]
  /** Addresses of the cluster to attach to. */
  bootstrap?: string | undefined
  registry?: string | undefined
  connect?: string | undefined
  /** A folder that its workers and this machine see by the same path. */
  shared?: string | undefined
  /** Delete what is there already, without asking. */
  yes?: boolean
}

export interface Engine {
  name: EngineName
  /** Why this one, where nobody asked for it. */
  reason?: string
  /** What the submission's programs, and with the embedded engine the lab, run on. */
  runtime: Runtime
  /** @param tell told what a person would want to know beside the verdicts */
  open: (tell: (text: string) => void, options: { shutIn: boolean }) => Promise<Lab>
}

/**
 * @param progress told what is going on when it takes longer than a moment
 * @throws UserError where the machine lacks what the engine needs
 */
export async function chooseEngine(
  options: EngineOptions,
  progress: (text: string) => void,
): Promise<Engine> {
  const addresses = options.bootstrap ?? options.registry ?? options.connect ?? options.shared
  if (addresses !== undefined && options.engine !== 'attached')
    throw new UserError(
      '--bootstrap, --registry, --connect and --shared describe a cluster to attach to: add --engine attached.',
    )
  switch (options.engine) {
    case 'embedded':
      return embedded(progress)
    case 'containers':
      return containers(progress)
    case 'attached':
      return attached(options, progress)
  }
  const lacking = await whyNotEmbedded()
  if (lacking === undefined)
    return {
      ...(await embedded(progress)),
      reason: 'a JDK and the means to get the jars are on this machine',
    }
  try {
    return { ...(await containers(progress)), reason: `a container engine answers, and ${lacking.short}` }
  } catch (error) {
    const { NoContainerEngine } = await import('#harness/lab/containers/engine.ts')
    if (!(error instanceof NoContainerEngine)) throw error
    throw new UserError(
      [
        'The lab can run in one of two ways, and this machine has neither yet.',
        '',
        'Without containers (--engine embedded):',
        indent(lacking.long),
        '',
        'With containers (--engine containers):',
        indent(error.message.replace(/\nOr run the lab without containers.*$/s, '')),
        'and then, once, `npx day2 pull`.',
      ].join('\n'),
    )
  }
}

const indent = (text: string): string => text.replace(/^(?=.)/gm, '  ')

async function embedded(progress: (text: string) => void): Promise<Engine> {
  const runtime = await withArchives(await prepareRuntime(progress), progress)
  return { name: 'embedded', runtime, open: (_, { shutIn }) => openEmbeddedLab({ runtime, shutIn }) }
}

async function containers(progress: (text: string) => void): Promise<Engine> {
  const { findEngine } = await import('#harness/lab/containers/engine.ts')
  const engine = await findEngine()
  const [{ newRun, openContainersLab }, { imagesFrom, requireImages }, { sweep }] = await Promise.all([
    import('#harness/lab/containers/open.ts'),
    import('#harness/lab/containers/images.ts'),
    import('#harness/lab/containers/ownership.ts'),
  ])
  const images = imagesFrom()
  await requireImages(engine.docker, images)
  // Inside namespaces nobody can tell which of the machine's processes live.
  const swept = HERE.clearsUp === 'kernel' ? 0 : await sweep(engine.docker)
  if (swept > 0) progress(`removed ${swept} containers, networks and volumes that a killed grade had left`)
  const run = newRun()
  const runtime = await runtimeForPrograms(progress, async () => {
    const { runtimeInContainers } = await import('#harness/lab/containers/tool-runtime.ts')
    return runtimeInContainers({ image: images.kafka, run })
  })
  const javaVersion = runtime.jdk.version
  return {
    name: 'containers',
    runtime,
    open: tell => openContainersLab({ engine, images, run, javaVersion, tell }),
  }
}

async function attached(options: EngineOptions, progress: (text: string) => void): Promise<Engine> {
  const runtime = await runtimeForPrograms(progress, async () => {
    const lacking = await whyNotEmbedded()
    throw new UserError(
      `The submission's programs and Kafka's command-line tools run on this machine.\n${lacking?.long}`,
    )
  })
  const [{ findCluster }, { requireConsent }, { openAttachedLab }] = await Promise.all([
    import('#harness/lab/attached/cluster.ts'),
    import('#harness/lab/attached/consent.ts'),
    import('#harness/lab/attached/open.ts'),
  ])
  const { bootstrap, registry, connect, shared } = options
  const named = new Set([...(await selectExercises([])), ...(options.exercises ?? [])])
  const cluster = await findCluster({ bootstrap, registry, connect }, await courseNames([...named]))
  await requireConsent(cluster, options.yes ?? false)
  const javaVersion = runtime.jdk.version
  return { name: 'attached', runtime, open: () => openAttachedLab({ cluster, javaVersion, shared }) }
}

/** Programs run on this machine whatever the lab is made of; without a JDK here something else must do. */
async function runtimeForPrograms(
  progress: (text: string) => void,
  otherwise: () => Promise<Runtime>,
): Promise<Runtime> {
  return (await whyNotEmbedded()) === undefined ? prepareRuntime(progress) : otherwise()
}

/** What the embedded engine lacks here, in a clause and in full; undefined where it has everything. */
async function whyNotEmbedded(): Promise<{ short: string; long: string } | undefined> {
  try {
    await findJava()
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { short: 'no JDK 21 or newer was found', long: error.message }
  }
  if ((await jarsAreCached()) || onPath(mvn())) return undefined
  return {
    short: "neither Maven nor a filled cache of Kafka's jars was found",
    long: [
      `Kafka's jars are not in ${cacheRoot()} yet, and \`mvn\`, which fetches them once, is not on the PATH.`,
      '  Debian, Ubuntu:  sudo apt-get install maven',
      '  macOS:           brew install maven',
      '  Windows:         winget install Apache.Maven   (or scoop install maven)',
    ].join('\n'),
  }
}

const mvn = (): string => (process.platform === 'win32' ? 'mvn.cmd' : 'mvn')

function onPath(command: string): boolean {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(folder => folder !== '')
  return folders.some(folder => existsSync(path.join(folder, command)))
}
