// What must be installed: Node, a JDK, Maven, python3.
import { findJdks, type Jdk } from '#harness/runtime/find-java.ts'
import { type Answer, ask, onPath, versionIn } from './ask.ts'
import type { Finding } from './finding.ts'

const OLDEST_NODE = 24
const OLDEST_JDK = 21
const BEST_JDK = 25

export function judgeNode(version: string): Finding {
  const good = Number.parseInt(version, 10) >= OLDEST_NODE
  return {
    id: 'node',
    what: 'Node',
    state: good ? 'good' : 'bad',
    text: good
      ? version
      : `${version} is too old; the grader needs ${OLDEST_NODE}, which npm ci brings along`,
    ...(good
      ? {}
      : { ways: { debian: 'npm ci && npm rebuild node', macos: 'the same', windows: 'the same' } }),
  }
}

const JDK_WAYS = {
  debian: 'sudo apt-get install openjdk-21-jdk-headless   (or temurin-25-jdk)',
  macos: 'brew install openjdk@25',
  windows: 'winget install EclipseAdoptium.Temurin.25.JDK',
}

/** @param jdks newest first */
export function judgeJdks(jdks: readonly Pick<Jdk, 'version' | 'major' | 'home'>[]): Finding {
  const base = { id: 'jdk', what: 'JDK' }
  const [best, ...others] = jdks
  if (!best)
    return {
      ...base,
      state: 'bad',
      text: 'none found in JAVA_HOME, on the PATH or in the usual folders (a JRE without javac is not enough)',
      ways: JDK_WAYS,
    }
  const seen = `${best.version} in ${best.home}`
  if (best.major < OLDEST_JDK)
    return {
      ...base,
      state: 'bad',
      text: `${seen} is too old: ${OLDEST_JDK} or newer is needed`,
      ways: JDK_WAYS,
    }
  if (best.major < BEST_JDK)
    return { ...base, state: 'hint', text: `${seen}; ${BEST_JDK} would start a lab faster`, ways: JDK_WAYS }
  const also = others.length > 0 ? `; also ${others.map(({ version }) => version).join(', ')}` : ''
  return { ...base, state: 'good', text: seen + also }
}

/** @param jarsThere the jars are in the cache, so that Maven has nothing to do */
export function judgeMaven(answer: Answer | undefined, jarsThere: boolean): Finding {
  const base = { id: 'maven', what: 'Maven' }
  const version = answer?.code === 0 ? versionIn(answer.text) : undefined
  if (version !== undefined) return { ...base, state: 'good', text: version }
  const problem = answer
    ? `mvn does not run: ${answer.text.trim().split('\n')[0] || 'it says nothing'}`
    : 'not on the PATH'
  const ways = {
    debian: 'sudo apt-get install maven',
    macos: 'brew install maven',
    windows: 'winget install Apache.Maven   (or scoop install maven)',
  }
  if (jarsThere) return { ...base, state: 'good', text: `${problem}; not needed, the jars are in the cache` }
  return {
    ...base,
    state: 'bad',
    text: `${problem}; it fetches the jars of Kafka and the registry once`,
    ways,
  }
}

export function judgePython(answer: Answer | undefined): Finding {
  const version = answer?.code === 0 ? versionIn(answer.text) : undefined
  return {
    id: 'python',
    what: 'python3',
    state: version === undefined ? 'hint' : 'good',
    text: version ?? 'not there; only programs that are NAME.py need it',
    ...(version === undefined
      ? {
          ways: {
            debian: 'sudo apt-get install python3',
            macos: 'brew install python',
            windows: 'winget install Python.Python.3.13',
          },
        }
      : {}),
  }
}

export const examineNode = (): Finding => judgeNode(process.versions.node)

export const examineJdk = async (): Promise<Finding> => judgeJdks(await findJdks())

export async function examineMaven(jarsThere: boolean): Promise<Finding> {
  // Asking starts a JVM: not when nothing hangs on it.
  const there = onPath('mvn') !== undefined
  return judgeMaven(there ? await ask('mvn', ['-v']) : undefined, jarsThere)
}

export async function examinePython(): Promise<Finding> {
  return judgePython(onPath('python3') ? await ask('python3', ['--version']) : undefined)
}
