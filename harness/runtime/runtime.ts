// What a lab runs on: a JDK, the jars, and formatted storage to copy.
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { findJava, type Jdk } from './find-java.ts'
import { fetchJars, type Jars } from './jars.ts'
import { prepareStorageTemplate } from './storage-template.ts'

export const KAFKA_VERSION = '4.3.1'

/** What a JVM is started for; each kind has a class path and a start-up archive of its own, but `jar`, which brings its own. */
export const JVM_KINDS = ['broker', 'worker', 'registry', 'tool', 'program', 'jar'] as const
export type JvmKind = (typeof JVM_KINDS)[number]

export interface Runtime {
  jdk: Jdk
  jars: Jars
  /** A folder that StorageTool has formatted. */
  storageTemplate: string
  /** JVM options for a component: collector, compiler, class path, start-up archive where there is one. */
  flags(kind: JvmKind): string[]
}

/**
 * Everything that a lab needs, from the cache where it is filled.
 *
 * @param progress told what is going on when it takes longer than a moment
 * @throws UserError where the JDK, Maven or the network is missing
 */
export async function prepareRuntime(progress: (text: string) => void): Promise<Runtime> {
  const jdk = await findJava()
  const jars = await fetchJars(jdk.home, progress)
  const storageTemplate = await prepareStorageTemplate(jdk, jars, progress)
  return { jdk, jars, storageTemplate, flags: kind => [...COMMON_FLAGS, ...classPath(jars, kind)] }
}

/** Short-lived JVMs on a small machine: the first compiler and the simplest collector start fastest. */
const COMMON_FLAGS = [
  '-XX:+UseSerialGC',
  '-XX:TieredStopAtLevel=1',
  // No file in /tmp for jps: process ids repeat between namespaces.
  '-XX:-UsePerfData',
  // An archive that does not fit is no reason for a word amid a tool's answer, and newer JDKs call it an error.
  '-Xlog:disable',
]

function classPath(jars: Jars, kind: JvmKind): string[] {
  if (kind === 'registry') return []
  const submitted = ['-Dorg.slf4j.simpleLogger.defaultLogLevel=warn', '--enable-native-access=ALL-UNNAMED']
  if (kind === 'jar') return submitted
  // A start-up archive takes jars only, so the folder with logging settings is not on this class path.
  if (kind === 'program') return [...submitted, '-cp', jars.programs.join(path.delimiter)]
  return ['-cp', jars.kafka.join(path.delimiter)]
}

/** `CLASSPATH` for scripts that start `java` themselves: the jars, and logging settings behind them. */
export function scriptClassPath(jars: Jars): string {
  return [...jars.programs, path.join(import.meta.dirname, 'program-conf')].join(path.delimiter)
}

export async function makeFolder(...parts: string[]): Promise<string> {
  const folder = path.join(...parts)
  await mkdir(folder, { recursive: true })
  return folder
}
