// `day2 init`: a student's folder from starter/, never over existing work.
import { realpathSync, statSync } from 'node:fs'
import path from 'node:path'
import { Command } from 'commander'
import { exerciseIds } from '#harness/exercise/suites.ts'
import { PROJECT } from '#harness/host/project.ts'
import { UserError } from '#harness/host/user-error.ts'
import { jarsFolder } from '#harness/runtime/jars.ts'
import { copyStarter } from '#harness/starter/copy-starter.ts'
import { whyNoDestination } from '#harness/starter/destination.ts'
import { tellCopied } from '#harness/starter/tell-copied.ts'
import { writeEditorFiles } from '#harness/starter/write-editor-files.ts'

const DEFAULT = path.join(PROJECT, 'submission')

export function initCommand(): Command {
  return new Command('init')
    .description("make a student's folder from starter/; what is there already is left as it is")
    .argument('[dir]', "where (default: submission/ at the project's root)")
    .action(async (dir: string | undefined) => {
      await init(dir === undefined ? DEFAULT : path.resolve(dir))
    })
}

async function init(folder: string): Promise<void> {
  const place = real(folder)
  const why = whyNoDestination(place, real(PROJECT))
  if (why !== undefined)
    throw new UserError(`${folder} cannot be your folder: ${why}. Choose another one: npx day2 init DIR`)
  const found = statSync(place, { throwIfNoEntry: false })
  if (found && !found.isDirectory())
    throw new UserError(`${folder} is a file, not a folder. Choose another name: npx day2 init DIR`)
  const exercises = await exerciseIds()
  const jars = path.join((await jarsFolder()).folder, 'programs')
  const { copied, editor } = await filling(folder, async () => ({
    copied: await copyStarter(path.join(PROJECT, 'starter'), place),
    editor: await writeEditorFiles({ project: real(PROJECT), folder: place, jars, exercises }),
  }))
  const [first = '01'] = exercises
  const isDefault = place === real(DEFAULT)
  const relative = path.relative(process.cwd(), folder) || '.'
  process.stdout.write(
    tellCopied(copied, {
      folder: relative.startsWith(`..${path.sep}..`) ? folder : relative,
      isDefault,
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

/** With links resolved as far as the path exists. */
function real(folder: string): string {
  try {
    return realpathSync(folder)
  } catch {
    const parent = path.dirname(folder)
    return parent === folder ? folder : path.join(real(parent), path.basename(folder))
  }
}
