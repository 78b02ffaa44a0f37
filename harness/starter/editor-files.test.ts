import { execFile } from 'node:child_process'
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { exerciseIds } from '#harness/exercise/suites.ts'
import { PROJECT } from '#harness/host/project.ts'
import { fill, testFolder } from '#harness/submission/testing/test-folder.ts'
import { MARK } from './editor-files.ts'
import { writeEditorFiles } from './write-editor-files.ts'

const run = promisify(execFile)

async function made(name: string) {
  const folder = path.join(await testFolder(), name)
  await mkdir(folder)
  const exercises = await exerciseIds()
  return { project: PROJECT, folder, jars: '/home/Doe & Jane/jars/programs', exercises }
}

/** @returns what the compiler has to say, nothing where it has no complaint */
async function complaints(folder: string): Promise<string> {
  const compiler = path.join(PROJECT, 'node_modules/typescript/bin/tsc')
  return run(process.execPath, [compiler, '--noEmit', '-p', folder]).then(
    ({ stdout }) => stdout,
    (error: { stdout: string; stderr: string }) => error.stdout + error.stderr,
  )
}

describe('what editors are told', () => {
  it.each(['starter', 'solutions'])(
    'TypeScript has no complaint about %s, wherever the folder is',
    async from => {
      const places = await made('my wörk, 2nd try')
      await cp(path.join(PROJECT, from), places.folder, { recursive: true })
      await writeEditorFiles(places)
      expect(await complaints(places.folder)).toBe('')
    },
  )

  it('TypeScript knows the packages: a misspelt call is a red line', async () => {
    const places = await made('work')
    await writeEditorFiles(places)
    await fill(places.folder, {
      '01-multi-broker-cluster/setup.ts':
        "import { Kafka } from 'kafkajs'\nawait new Kafka({ brokers: [] }).admin().createTopic({})\n",
    })
    expect(await complaints(places.folder)).toContain("Property 'createTopic' does not exist on type 'Admin'")
  })

  it('names the jars and one source folder an exercise, for both editors', async () => {
    const places = await made('work')
    await writeEditorFiles(places)
    const settings = await readFile(path.join(places.folder, '.vscode/settings.json'), 'utf8')
    expect(JSON.parse(settings.replace(/^\/\/.*\n/, ''))).toEqual({
      'java.project.sourcePaths': places.exercises,
      'java.project.referencedLibraries': { include: ['/home/Doe & Jane/jars/programs/*.jar'] },
      'java.project.outputPath': '.vscode/classes',
    })
    const iml = await readFile(path.join(places.folder, '.idea/day2.iml'), 'utf8')
    expect(iml).toContain(
      '<jarDirectory url="file:///home/Doe &amp; Jane/jars/programs" recursive="false" />',
    )
    for (const id of places.exercises) expect(iml).toContain(`url="file://$MODULE_DIR$/../${id}"`)
  })

  it('writes its own files anew and leaves those of the student', async () => {
    const places = await made('work')
    expect(await writeEditorFiles(places)).toHaveLength(5)
    expect(await writeEditorFiles(places)).toEqual([])
    await writeFile(path.join(places.folder, 'tsconfig.json'), '{}')
    await writeFile(path.join(places.folder, '.vscode/settings.json'), `// ${MARK}\n{"old": true}\n`)
    expect(await writeEditorFiles(places)).toEqual(['.vscode/settings.json'])
    expect(await readFile(path.join(places.folder, 'tsconfig.json'), 'utf8')).toBe('{}')
  })
})
