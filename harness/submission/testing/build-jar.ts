// Jars as students build them: with Maven, once a machine.
import { execFile } from 'node:child_process'
import { access, cp } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { contentKey, fillOnce } from '#harness/runtime/cache.ts'

/** The jar that the project of this name below jars/ makes. */
export async function builtJar(name: string, javaHome: string): Promise<string> {
  const project = path.join(import.meta.dirname, 'jars', name)
  const folder = path.join(os.tmpdir(), `day2-test-jar-${name}-${await contentKey(project, javaHome)}`)
  const jar = path.join('target', 'app.jar')
  await fillOnce(
    folder,
    made =>
      access(path.join(made, jar)).then(
        () => true,
        () => false,
      ),
    async made => {
      await cp(project, made, { recursive: true })
      const env = { ...process.env, JAVA_HOME: javaHome, LC_ALL: 'C.UTF-8' }
      await promisify(execFile)('mvn', ['-q', '-B', 'package'], { cwd: made, env })
    },
    () => {},
  )
  return path.join(folder, jar)
}
