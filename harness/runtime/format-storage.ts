// Formats the storage of a broker, as its configuration says where: a JVM of Kafka's own tool.
import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import type { Runtime } from './runtime.ts'

export interface FormatOptions {
  /** For the JVM. */
  flags?: readonly string[]
  /** Feature levels other than those of this version, such as `share.version=0`. */
  features?: readonly string[]
}

/**
 * @param config a server.properties; what is relative in it is below its folder
 * @throws Error with what the tool said
 */
export async function formatStorage(
  { jdk, jars }: Pick<Runtime, 'jdk' | 'jars'>,
  config: string,
  { flags = [], features = [] }: FormatOptions = {},
): Promise<void> {
  const tool = [
    '-cp',
    jars.kafka.join(path.delimiter),
    ...['kafka.tools.StorageTool', 'format', '-t', 'AAAAAAAAAAAAAAAAAAAAAA', '-c', path.basename(config)],
  ]
  await promisify(execFile)(
    jdk.java,
    [...flags, ...tool, ...features.flatMap(each => ['--feature', each])],
    // With LC_ALL=C a JVM opens no path that is not ASCII.
    { cwd: path.dirname(config), env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' } },
  )
}
