// Docker or Podman: the engine that the lab's containers need, its images, and the client, which nothing here needs.
import { within } from '#harness/host/within.ts'
import { hasImage, imagesFrom } from '#harness/lab/containers/images.ts'
import { ask, onPath, versionIn } from './ask.ts'
import type { Finding } from './finding.ts'

export interface ContainerFacts {
  /** What the engine says of itself. */
  engine?: { version: string; system: string; address: string }
  /** Why there is none: a line for each address that was tried. */
  tried?: string
  /** Images that the lab needs and the engine lacks. */
  missingImages?: readonly string[]
}

export function judgeEngine({ engine, tried = '', missingImages = [] }: ContainerFacts): Finding[] {
  const base = { id: 'container-engine', what: 'Container engine' }
  if (!engine) {
    const denied = tried.includes('EACCES')
    const late = tried.includes('no answer within')
    return [
      {
        ...base,
        state: 'hint',
        text: denied
          ? 'there is one, but this user may not talk to it'
          : late
            ? 'there is one, but it does not answer in time; only --engine containers needs it'
            : 'none answers; only --engine containers needs one',
        ways: {
          debian: denied
            ? 'sudo usermod -aG docker $USER, then log in again'
            : late
              ? 'sudo systemctl restart docker'
              : 'sudo apt-get install docker.io && sudo systemctl start docker',
          macos: late ? 'restart Docker Desktop' : 'install Docker Desktop or Colima, and start it',
          windows: late ? 'restart Docker Desktop' : 'install Docker Desktop, and start it',
        },
      },
    ]
  }
  const { version, system, address } = engine
  const text = `${version} at ${address}`
  if (system !== 'linux')
    return [{ ...base, state: 'hint', text: `${text} runs ${system} containers; the lab needs Linux ones` }]
  const missing = missingImages.length > 0
  return [
    { ...base, state: 'good', text },
    {
      id: 'images',
      what: 'Images',
      state: missing ? 'hint' : 'good',
      text: missing ? `not here yet: ${missingImages.join(', ')}` : 'all here',
      ...(missing
        ? { ways: { debian: 'npx day2 pull', macos: 'npx day2 pull', windows: 'npx day2 pull' } }
        : {}),
    },
  ]
}

export function judgeClient(version: string | undefined): Finding {
  return {
    id: 'docker-client',
    what: 'docker command',
    state: 'good',
    text: version ?? "not on the PATH; not needed, programs get the grader's own stand-in",
  }
}

export async function examineClient(): Promise<Finding> {
  if (onPath('docker') === undefined) return judgeClient(undefined)
  return judgeClient(versionIn((await ask('docker', ['--version'], 5_000)).text) ?? 'there')
}

const PATIENCE_MS = 1500

/** Within about a second and a half, also where an engine hangs. */
export async function examineEngine(): Promise<Finding[]> {
  const late: ContainerFacts = { tried: `no answer within ${PATIENCE_MS} ms` }
  return judgeEngine(await within(PATIENCE_MS, containerFacts(), late))
}

async function containerFacts(): Promise<ContainerFacts> {
  try {
    const { findEngine } = await import('#harness/lab/containers/engine.ts')
    const { docker, address } = await findEngine()
    const { Version, Os } = await docker.version()
    const images = Object.values(imagesFrom())
    const there = await Promise.all(images.map(image => hasImage(docker, image)))
    return {
      engine: { version: Version, system: Os, address },
      missingImages: images.filter((_, index) => !there[index]),
    }
  } catch (error) {
    return { tried: error instanceof Error ? error.message : String(error) }
  }
}
