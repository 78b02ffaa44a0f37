// Picks the newest JDK >= 21 on the machine: Apicurio needs 21, and 25 starts everything in half the time.
import { execFile } from 'node:child_process'
import { readdir, readFile, realpath } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { UserError } from '#harness/host/user-error.ts'

export interface Jdk {
  /** JAVA_HOME. */
  home: string
  java: string
  /** As in the JDK's `release` file, "25.0.3". */
  version: string
  major: number
}

const OLDEST = 21

/** Every JDK (with a compiler) found, newest first; JAVA_HOME's first among equals. */
export async function findJdks(
  env: NodeJS.ProcessEnv = process.env,
  shelves = usualShelves(env),
): Promise<Jdk[]> {
  const homes = await candidateHomes(env, shelves)
  const found = await Promise.all(homes.map(readJdk))
  const unique = new Map<string, Jdk>()
  for (const jdk of found) if (jdk && !unique.has(jdk.home)) unique.set(jdk.home, jdk)
  return [...unique.values()].sort((a, b) => compareVersions(b.version, a.version))
}

/** @throws UserError that says what to install where there is no JDK >= 21. */
export async function findJava(
  env: NodeJS.ProcessEnv = process.env,
  shelves = usualShelves(env),
): Promise<Jdk> {
  const jdks = await findJdks(env, shelves)
  const best = jdks[0]
  if (best && best.major >= OLDEST) return best
  const seen = jdks.length
    ? `Only older ones were found: ${jdks.map(jdk => `${jdk.version} in ${jdk.home}`).join(', ')}.`
    : 'None was found in JAVA_HOME, on the PATH or in the usual folders.'
  throw new UserError(
    [
      `The lab needs a JDK ${OLDEST} or newer (25 is best). ${seen}`,
      '  Debian, Ubuntu:  sudo apt-get install openjdk-21-jdk-headless   (or temurin-25-jdk)',
      '  macOS:           brew install openjdk@25',
      '  Windows:         winget install EclipseAdoptium.Temurin.25.JDK',
      'Then run the command again; `npx day2 doctor` shows what is found.',
    ].join('\n'),
  )
}

async function candidateHomes(env: NodeJS.ProcessEnv, shelves: readonly string[]): Promise<string[]> {
  const homes: string[] = []
  if (env.JAVA_HOME) homes.push(env.JAVA_HOME)
  for (const folder of (env.PATH ?? '').split(path.delimiter)) {
    const java = path.join(folder, process.platform === 'win32' ? 'java.exe' : 'java')
    // macOS has a /usr/bin/java that is only a stub: no `release` file beside it, so it drops out later.
    const real = folder ? await realpath(java).catch(() => undefined) : undefined
    if (real) homes.push(path.dirname(path.dirname(real)))
  }
  for (const shelf of shelves) {
    const names = await readdir(shelf).catch(() => [])
    for (const name of names) {
      homes.push(path.join(shelf, name))
      homes.push(path.join(shelf, name, 'Contents/Home'))
      homes.push(path.join(shelf, name, 'libexec/openjdk.jdk/Contents/Home'))
    }
  }
  if (process.platform === 'darwin') {
    const { stdout } = await promisify(execFile)('/usr/libexec/java_home').catch(() => ({ stdout: '' }))
    if (stdout.trim()) homes.push(stdout.trim())
  }
  return homes
}

/** Folders that installers put JDKs in, on Linux, macOS and Windows, and by SDKMAN and IDEs. */
function usualShelves(env: NodeJS.ProcessEnv): string[] {
  const home = os.homedir()
  return [
    '/usr/lib/jvm',
    '/usr/java',
    '/opt',
    '/opt/java',
    path.join(home, '.sdkman/candidates/java'),
    path.join(home, '.jdks'),
    '/Library/Java/JavaVirtualMachines',
    path.join(home, 'Library/Java/JavaVirtualMachines'),
    '/opt/homebrew/opt',
    '/usr/local/opt',
    ...[env.ProgramFiles, env.LOCALAPPDATA]
      .filter(base => base !== undefined)
      .flatMap(base =>
        ['Java', 'Eclipse Adoptium', 'Microsoft', 'Programs\\Eclipse Adoptium'].map(d => path.join(base, d)),
      ),
  ]
}

async function readJdk(folder: string): Promise<Jdk | undefined> {
  try {
    const home = await realpath(folder)
    const release = await readFile(path.join(home, 'release'), 'utf8')
    const version = /^JAVA_VERSION="([^"]+)"/m.exec(release)?.[1]
    if (!version) return undefined
    const exe = process.platform === 'win32' ? '.exe' : ''
    // The source launcher needs the compiler: a JRE is not enough.
    await realpath(path.join(home, 'bin', `javac${exe}`))
    const java = await realpath(path.join(home, 'bin', `java${exe}`))
    return { home, java, version, major: Number.parseInt(version.replace(/^1\./, ''), 10) }
  } catch {
    return undefined
  }
}

function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map(v => v.split(/[._+-]/).map(part => Number.parseInt(part, 10) || 0)) as [
    number[],
    number[],
  ]
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
