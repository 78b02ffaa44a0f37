// Runs a command as if inside a container: on this machine, with the container's view of addresses, standard streams passed
// through, signals and exit code too.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { CommandFailed } from './command-failed.ts'
import type { Container } from './containers.ts'
import { guideAddresses } from './guide-addresses.ts'
import { fitCommand, fitWord, type Inside } from './inside-command.ts'

export interface InsideOptions {
  inside: Container
  all: readonly Container[]
  command: readonly string[]
  /** Pass standard input on; without it the command reads nothing, as under docker. */
  interactive: boolean
  detach: boolean
  /** `NAME=value`; a bare `NAME` is the caller's own and there already. */
  env: readonly string[]
  workdir: string | undefined
  tools: string
}

/** @returns the command's exit code, 128 and more after a signal */
export async function runInside(options: InsideOptions): Promise<number> {
  const { all, command, interactive, detach, tools } = options
  const inside: Inside = {
    addresses: guideAddresses(options.inside, all),
    tools,
    inputFile: options.inside.kind === 'broker' ? undefined : process.env.INPUT_FILE,
  }
  const [program = '', ...args] = fitCommand(command, inside)
  const start = (): ChildProcess =>
    spawn(program, args, {
      cwd: workingFolder(options.workdir, inside),
      env: environment(options.env, inside),
      stdio: detach ? 'ignore' : [interactive ? 'inherit' : 'ignore', 'inherit', 'inherit'],
      detached: detach,
    })
  const name = command[0] ?? ''
  if (!detach) return passingSignals(start, child => untilEnd(child, name))
  const child = start()
  child.unref()
  await Promise.race([untilEnd(child, name), new Promise(resolve => child.once('spawn', resolve))])
  return 0
}

function environment(given: readonly string[], inside: Inside): NodeJS.ProcessEnv {
  const env = { ...process.env, PATH: [inside.tools, process.env.PATH].filter(Boolean).join(path.delimiter) }
  for (const entry of given) {
    const [, name, value] = /^([^=]+)=(.*)$/s.exec(entry) ?? []
    if (name !== undefined && value !== undefined) Object.assign(env, { [name]: fitWord(value, inside) })
  }
  return env
}

function workingFolder(asked: string | undefined, inside: Inside): string | undefined {
  // Kafka's own folder: `bin/kafka-topics.sh` is found from anywhere here.
  if (asked === undefined || /^\/opt\/(bitnami\/)?kafka\/?$/.test(asked)) return undefined
  const folder = fitWord(asked, inside)
  if (existsSync(folder)) return folder
  throw new CommandFailed(
    `OCI runtime exec failed: exec failed: unable to start container process: chdir to cwd ("${asked}"): no such file or directory: unknown`,
    127,
  )
}

function untilEnd(child: ChildProcess, program: string): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      const missing = error.code === 'ENOENT'
      const why = missing ? 'executable file not found in $PATH' : error.message
      const text = `OCI runtime exec failed: exec failed: unable to start container process: exec: "${program}": ${why}: unknown`
      reject(new CommandFailed(text, missing ? 127 : 126))
    })
    child.once('exit', (code, signal) => resolve(code ?? 128 + (signal ? os.constants.signals[signal] : 0)))
  })
}

/** A signal that reaches this process alone would otherwise leave the command running. */
async function passingSignals(
  start: () => ChildProcess,
  untilItEnds: (child: ChildProcess) => Promise<number>,
): Promise<number> {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const
  let child: ChildProcess | undefined
  const pass = (signal: NodeJS.Signals): void => {
    child?.kill(signal)
  }
  // Before the start: the command may have written, and its reader have sent a signal, before spawn() returns here.
  for (const signal of signals) process.on(signal, pass)
  try {
    child = start()
    return await untilItEnds(child)
  } finally {
    for (const signal of signals) process.off(signal, pass)
  }
}
