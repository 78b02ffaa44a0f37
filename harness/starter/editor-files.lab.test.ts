// What the Java editors are told is enough to compile what a student begins with.
import { execFile } from 'node:child_process'
import { cp, glob, readFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { exerciseIds } from '#harness/exercise/suites.ts'
import { PROJECT } from '#harness/host/project.ts'
import { prepareRuntime } from '#harness/runtime/runtime.ts'
import { testFolder } from '#harness/submission/testing/test-folder.ts'
import { writeEditorFiles } from './write-editor-files.ts'

const Settings = z.object({
  'java.project.sourcePaths': z.array(z.string()),
  'java.project.referencedLibraries': z.object({ include: z.array(z.string()) }),
})

it('javac takes starter and reference with the written class path', async () => {
  const { jdk, jars } = await prepareRuntime(() => {})
  const exercises = await exerciseIds()
  for (const from of ['starter', 'solutions']) {
    const folder = await testFolder()
    await cp(path.join(PROJECT, from), folder, { recursive: true })
    await writeEditorFiles({
      project: PROJECT,
      folder,
      jars: path.join(jars.folder, 'programs'),
      exercises,
    })
    const text = await readFile(path.join(folder, '.vscode/settings.json'), 'utf8')
    const settings = Settings.parse(JSON.parse(text.replace(/^\/\/.*\n/, '')))
    const classPath = await Array.fromAsync(glob(settings['java.project.referencedLibraries'].include))
    expect(classPath).toContain(path.join(jars.folder, 'programs/kafka-streams-4.3.1.jar'))
    const found = settings['java.project.sourcePaths'].map(source =>
      Array.fromAsync(glob(path.join(folder, source, '*.java'))),
    )
    const programs = (await Promise.all(found)).flat()
    expect(programs.length).toBeGreaterThan(0)
    for (const program of programs) {
      // Files beside it are found as an editor finds them.
      const beside = path.dirname(program)
      const args = ['-proc:none', '-d', await testFolder(), '-sourcepath', beside]
      args.push('-cp', classPath.join(path.delimiter), program)
      // A public class of another name than its file's is an error to a compiler, and so to an editor.
      await promisify(execFile)(path.join(jdk.home, 'bin/javac'), args)
    }
  }
})
