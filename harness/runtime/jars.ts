// Kafka's and Apicurio's jars: declared in maven/, fetched with mvn once, then offline.
import { spawn } from 'node:child_process'
import { access, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import readline from 'node:readline'
import { UserError } from '#harness/host/user-error.ts'
import { cacheRoot, fillOnce, pomsKey } from './cache.ts'

const POMS = path.join(import.meta.dirname, 'maven')
/** Files that Maven downloads into an empty local repository, about; only progress is drawn from it. */
const EXPECTED_DOWNLOADS = 640

export interface Jars {
  folder: string
  /** Key over the poms, for what is built from the jars. */
  key: string
  /** Class path of brokers, workers and command-line tools. Explicit: start-up archives do not take a wildcard. */
  kafka: string[]
  /** Class path of a submission's Java programs. */
  programs: string[]
  /** Folder of quarkus-run.jar. */
  registry: string
  /** Plug-ins for Connect: the file connectors are not on the worker's own class path. */
  connectPlugins: string[]
}

/** Where the jars of these poms are, or will be, and the key over the poms. */
export async function jarsFolder(): Promise<{ folder: string; key: string }> {
  const key = await pomsKey(POMS)
  return { folder: path.join(cacheRoot(), `jars-${key}`), key }
}

/** Are the jars in the cache, so that neither Maven nor a network is needed? */
export async function jarsAreCached(): Promise<boolean> {
  return isWhole((await jarsFolder()).folder)
}

/** @param javaHome the JDK that Maven is to run on: the machine's own default may be too old */
export async function fetchJars(javaHome: string, progress: (text: string) => void): Promise<Jars> {
  const { folder, key } = await jarsFolder()
  await fillOnce(
    folder,
    isWhole,
    async partial => {
      await maven(partial, javaHome, progress)
      await writeFile(path.join(partial, 'whole'), '')
    },
    () => progress('waiting for another run that is fetching the same jars'),
  )
  const [kafka, programs] = await Promise.all([jarsIn(folder, 'kafka'), jarsIn(folder, 'programs')])
  const plugin = kafka.filter(jar => path.basename(jar).startsWith('connect-file-'))
  return {
    folder,
    key,
    kafka: kafka.filter(jar => !plugin.includes(jar)),
    programs,
    registry: path.join(folder, 'registry'),
    connectPlugins: plugin,
  }
}

async function isWhole(folder: string): Promise<boolean> {
  return access(path.join(folder, 'whole')).then(
    () => true,
    () => false,
  )
}

async function jarsIn(folder: string, set: string): Promise<string[]> {
  const names = await readdir(path.join(folder, set))
  return names
    .filter(name => name.endsWith('.jar'))
    .sort()
    .map(name => path.join(folder, set, name))
}

async function maven(out: string, javaHome: string, progress: (text: string) => void): Promise<void> {
  const what = 'fetching Kafka 4.3.1 and the Schema Registry with Maven (about 400 MB, only this once)'
  progress(what)
  const command = process.platform === 'win32' ? 'mvn.cmd' : 'mvn'
  const args = ['-B', '-f', path.join(POMS, 'pom.xml'), `-Dday2.out=${out}`, 'package']
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    // In the locale C a JVM finds no path that is not ASCII. MAVEN_OPTS and the like stay: a proxy may stand there.
    env: { ...process.env, JAVA_HOME: javaHome, LC_ALL: 'C.UTF-8' },
    shell: process.platform === 'win32',
  })
  const tail: string[] = []
  let downloads = 0
  for (const stream of [child.stdout, child.stderr]) {
    readline.createInterface({ input: stream }).on('line', line => {
      if (line.includes('Downloaded from')) {
        downloads++
        if (downloads % 10 === 0) progress(`${what}: ${downloads} of about ${EXPECTED_DOWNLOADS} files`)
      } else if (!line.startsWith('Progress') && !line.includes('Downloading from')) {
        tail.push(line)
        if (tail.length > 30) tail.shift()
      }
    })
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', error =>
      reject(
        'code' in error && error.code === 'ENOENT'
          ? new UserError(
              [
                'The lab is made of jars from Maven Central, and `mvn` is not on the PATH.',
                '  Debian, Ubuntu:  sudo apt-get install maven',
                '  macOS:           brew install maven',
                '  Windows:         winget install Apache.Maven   (or scoop install maven)',
                'It is needed once; afterwards the jars come from the cache.',
              ].join('\n'),
            )
          : error,
      ),
    )
    child.on('close', resolve)
  })
  if (code !== 0) {
    const errors = tail.filter(line => line.includes('ERROR')).slice(0, 8)
    throw new UserError(
      [
        `Maven could not fetch the lab's jars (exit code ${code}):`,
        ...(errors.length ? errors : tail.slice(-8)).map(line => `  ${line}`),
        'Without a network the first run cannot work; a proxy or mirror belongs in ~/.m2/settings.xml. Then run the command again.',
      ].join('\n'),
    )
  }
}
