// Formatting a broker's storage costs a JVM; done once for all, and copied ever after.
import { access, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { cacheRoot, fillOnce, pomsKey } from './cache.ts'
import type { Jdk } from './find-java.ts'
import { formatStorage } from './format-storage.ts'
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
      await formatStorage({ jdk, jars }, config, { flags: ['-XX:TieredStopAtLevel=1'] })
      await rm(config)
    },
    () => progress('waiting for another run that is formatting storage'),
  )
  return target
}
