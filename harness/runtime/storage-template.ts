// Formatting a broker's storage costs a JVM; done once for all, and copied ever after.
import { execFile } from 'node:child_process'
import { access, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { cacheRoot, fillOnce, pomsKey } from './cache.ts'
import type { Jdk } from './find-java.ts'
import type { Jars } from './jars.ts'

export async function prepareStorageTemplate(
  jdk: Jdk,
  jars: Jars,
  progress: (text: string) => void,
): Promise<string> {
  const key = await pomsKey(path.join(import.meta.dirname, 'maven'), 'storage template 2')
  const target = path.join(cacheRoot(), `storage-${key}`)
  await fillOnce(
    target,
    folder =>
      access(path.join(folder, 'meta.properties')).then(
        () => true,
        () => false,
      ),
    async partial => {
      progress('formatting storage for the brokers')
      const config = `${target}.properties`
      await writeFile(
        config,
        [
          'process.roles=broker,controller',
          'node.id=1',
          'controller.quorum.voters=1@localhost:9093',
          'controller.listener.names=CONTROLLER',
          'listeners=CLIENT://localhost:9092,CONTROLLER://localhost:9093',
          'inter.broker.listener.name=CLIENT',
          'listener.security.protocol.map=CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT',
          // By its name alone: a whole path may hold a comma, which would part it in two, or what .properties files escape.
          `log.dirs=${path.basename(partial)}`,
          '',
        ].join('\n'),
      )
      const format = ['kafka.tools.StorageTool', 'format', '-t', 'AAAAAAAAAAAAAAAAAAAAAA']
      await promisify(execFile)(
        jdk.java,
        [
          '-XX:TieredStopAtLevel=1',
          '-cp',
          jars.kafka.join(path.delimiter),
          ...format,
          '-c',
          path.basename(config),
        ],
        // With LC_ALL=C a JVM opens no path that is not ASCII.
        { cwd: path.dirname(target), env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' } },
      )
      await rm(config)
    },
    () => progress('waiting for another run that is formatting storage'),
  )
  return target
}
