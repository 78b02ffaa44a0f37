// Asks the machine: is a command there, and what does it say? Never throws and never waits for long.
import { execFile } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import path from 'node:path'

export interface Answer {
  code: number | null
  /** Standard output, and standard error behind it. */
  text: string
}

export function ask(command: string, args: string[], timeout = 10_000): Promise<Answer> {
  return new Promise(resolve => {
    const options = { timeout, shell: process.platform === 'win32' }
    execFile(command, args, options, (error, stdout, stderr) => {
      const code = error ? (typeof error.code === 'number' ? error.code : null) : 0
      resolve({ code, text: `${stdout}${stderr}` })
    })
  })
}

/** The command's file, looked for as a shell does. */
export function onPath(command: string, env: NodeJS.ProcessEnv = process.env): string | undefined {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', '.bat'] : ['']
  for (const folder of (env.PATH ?? '').split(path.delimiter)) {
    if (folder === '') continue
    for (const ending of endings) {
      const file = path.join(folder, command + ending)
      try {
        accessSync(file, constants.X_OK)
        return file
      } catch {
        // Not here.
      }
    }
  }
  return undefined
}

/** The first version number in what a command says of itself. */
export function versionIn(text: string): string | undefined {
  return /\d+\.\d+(?:\.\d+)*/.exec(text)?.[0]
}
