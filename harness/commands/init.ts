// `day2 init`: a student's folder from starter/, never over existing work.
import { existsSync, statSync } from 'node:fs'
import path from 'node:path'
import { Command, Option } from 'commander'
import { exerciseIds, selectExercises } from '#harness/exercise/suites.ts'
import { PROJECT } from '#harness/host/project.ts'
import { realPath } from '#harness/host/real-path.ts'
import { UserError } from '#harness/host/user-error.ts'
import { jarsFolder } from '#harness/runtime/jars.ts'
import { copyStarter } from '#harness/starter/copy-starter.ts'
import { whyNoDestination } from '#harness/starter/destination.ts'
import { LANGUAGES, type Language } from '#harness/starter/starter-entries.ts'
import { tellCopied } from '#harness/starter/tell-copied.ts'
import { writeEditorFiles } from '#harness/starter/write-editor-files.ts'

const DEFAULT = path.join(PROJECT, 'submission')

export function initCommand(): Command {
  return new Command('init')
    .description("make a student's folder from starter/; what is there already is left as it is")
    .argument('[dir]', "where (default: submission/ at the project's root)")
    .option('--extended', 'with the extended exercises')
    .addOption(
      new Option('--language <name>', 'where a program can be begun in two languages')
        .choices(LANGUAGES)
        .default('java' satisfies Language),
    )
    .action(async (dir: string | undefined, options: InitOptions) => {
      await init(dir === undefined ? DEFAULT : path.resolve(dir), options)
    })
}

interface InitOptions {
  extended?: boolean
  language: Language
}

async function init(folder: string, { extended = false, language }: InitOptions): Promise<void> {
  const place = realPath(folder)
  const why = whyNoDestination(place, realPath(PROJECT))
  if (why !== undefined)
    throw new UserError(`${folder} cannot be your folder: ${why}. Choose another one: npx day2 init DIR`)
  const found = statSync(place, { throwIfNoEntry: false })
  if (found && !found.isDirectory())
    throw new UserError(`${folder} is a file, not a folder. Choose another name: npx day2 init DIR`)
  const exercises = await selectExercises(extended ? ['all'] : [])
  // What was added at an earlier time is for the editor, too.
  const there = (await exerciseIds()).filter(id => exercises.includes(id) || existsSync(path.join(place, id)))
  const jars = path.join((await jarsFolder()).folder, 'programs')
  const { copied, editor } = await filling(folder, async () => ({
    copied: await copyStarter(path.join(PROJECT, 'starter'), place, { exercises, language }),
    editor: await writeEditorFiles({ project: realPath(PROJECT), folder: place, jars, exercises: there }),
  }))
  const [first = '01'] = exercises
  const isDefault = place === realPath(DEFAULT)
  const relative = path.relative(process.cwd(), folder) || '.'
  process.stdout.write(
    tellCopied(copied, {
      folder: relative.startsWith(`..${path.sep}..`) ? folder : relative,
      isDefault,
      extended,
      example: first.slice(0, 2),
      editor,
    }),
  )
}

async function filling<T>(folder: string, fill: () => Promise<T>): Promise<T> {
  try {
    return await fill()
  } catch (error) {
    // Rights, a full disk, a name that is too long: all of it is about this machine.
    if (error instanceof Error && 'syscall' in error)
      throw new UserError(
        `${folder} cannot be filled: ${error.message}\n` +
          'Make it a folder that you may write to, with room on its disk, or choose another one: npx day2 init DIR\n' +
          'What was added so far is whole; the same command again adds the rest.',
      )
    throw error
  }
}
