// KafkaLink.java is compiled once a JDK, into the cache: to compile it at every start would cost more than what it does.
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { access, readFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { UserError } from '#harness/host/user-error.ts'
import { cacheRoot, fillOnce } from '#harness/runtime/cache.ts'
import type { Runtime } from '#harness/runtime/runtime.ts'

const SOURCE = path.join(import.meta.dirname, 'KafkaLink.java')

export type LinkRuntime = Pick<Runtime, 'jdk' | 'jars' | 'flags'>

/** The command that starts it; the cluster and the client's properties come behind. */
export async function linkCommand({ jdk, jars, flags }: LinkRuntime): Promise<[string, ...string[]]> {
  const key = createHash('sha256')
    .update([await readFile(SOURCE, 'utf8'), jdk.home, jdk.version, jars.key].join('\0'))
    .digest('hex')
    .slice(0, 16)
  const folder = path.join(cacheRoot(), `over-${key}`)
  await fillOnce(
    folder,
    isWhole,
    async partial => {
      const args = ['-d', partial, '-proc:none', '-cp', jars.kafka.join(path.delimiter), SOURCE]
      try {
        await promisify(execFile)(path.join(jdk.home, 'bin', 'javac'), args)
      } catch (error) {
        throw new UserError(
          `A JDK with its compiler is needed for --over: ${error instanceof Error ? error.message : error}`,
        )
      }
    },
    () => {},
  )
  // Behind the jars, so that the start-up archive of Kafka's tools still fits.
  const options = flags('tool').map((flag, index, all) =>
    all[index - 1] === '-cp' ? `${flag}${path.delimiter}${folder}` : flag,
  )
  return [path.join(jdk.home, 'bin', 'java'), ...options, '-Xmx256m', 'KafkaLink']
}

const isWhole = (folder: string): Promise<boolean> =>
  access(path.join(folder, 'KafkaLink.class')).then(
    () => true,
    () => false,
  )
