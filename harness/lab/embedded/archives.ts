// Start-up archives: JVMs that find their classes loaded and linked start in half the time. JDK 25 has AOT caches, 21 to 24
// class-data archives. Trained once per JDK and jar set on a lab of their own; never a reason to fail.
import { access, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { cacheRoot, contentKey, fillOnce } from '#harness/runtime/cache.ts'
import type { Jdk } from '#harness/runtime/find-java.ts'
import type { JvmKind, Runtime } from '#harness/runtime/runtime.ts'
import { train } from './training/train.ts'

const TRAINING = path.join(import.meta.dirname, 'training')

/** The runtime, with start-up archives where they could be had. */
export async function withArchives(runtime: Runtime, progress: (text: string) => void): Promise<Runtime> {
  if (process.env.DAY2_ARCHIVES === '0') return runtime
  const { jdk, jars } = runtime
  const key = await contentKey(TRAINING, jars.key, jdk.home, jdk.version, jars.folder)
  const folder = path.join(cacheRoot(), `archives-${key}`)
  try {
    await fillOnce(
      folder,
      isWhole,
      async partial => {
        progress('training start-up archives (about a minute, once per JDK)')
        // A JDK that cannot write archives leaves none; the mark keeps the next run from trying again.
        await train({
          ...runtime,
          flags: kind => [...outputFlags(jdk, partial, kind), ...runtime.flags(kind)],
        })
        await writeFile(path.join(partial, 'whole'), '')
      },
      () => progress('waiting for another run that is training start-up archives'),
    )
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    progress(`start-up archives could not be trained, so JVMs start slowly (${why})`)
    return runtime
  }
  const there = new Set(await readdir(folder))
  return {
    ...runtime,
    flags: kind => [
      ...(there.has(fileOf(jdk, kind)) ? inputFlags(jdk, folder, kind) : []),
      ...runtime.flags(kind),
    ],
  }
}

const hasAot = (jdk: Jdk): boolean => jdk.major >= 25

function fileOf(jdk: Jdk, kind: JvmKind): string {
  return hasAot(jdk) ? `${kind}.aot` : `${kind}.jsa`
}

function outputFlags(jdk: Jdk, folder: string, kind: JvmKind): string[] {
  const file = path.join(folder, fileOf(jdk, kind))
  return hasAot(jdk) ? [`-XX:AOTCacheOutput=${file}`] : [`-XX:ArchiveClassesAtExit=${file}`]
}

function inputFlags(jdk: Jdk, folder: string, kind: JvmKind): string[] {
  const file = path.join(folder, fileOf(jdk, kind))
  return hasAot(jdk) ? [`-XX:AOTCache=${file}`] : [`-XX:SharedArchiveFile=${file}`]
}

function isWhole(folder: string): Promise<boolean> {
  return access(path.join(folder, 'whole')).then(
    () => true,
    () => false,
  )
}
