// Starts the process that keeps labs, and waits until they are up.
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import lockfile from 'proper-lockfile'
import { PROJECT } from '#harness/host/project.ts'
import { OWN_NODE } from '#harness/host/quiet-node.ts'
import { UserError } from '#harness/host/user-error.ts'
import { FromStarted, type LendSettings } from './protocol.ts'
import { makeStayFolder, type StayFolder } from './shelf.ts'

/**
 * Starts it in a session of its own, so that no terminal ends it. Where it is tied, it ends with this process.
 *
 * @throws UserError where its labs do not come up, with what it said
 */
export async function startLender(folder: StayFolder, settings: LendSettings): Promise<ChildProcess> {
  makeStayFolder(folder)
  const release = await lockfile.lock(folder.path, {
    retries: { retries: 200, minTimeout: 200, maxTimeout: 500 },
  })
  try {
    for (const left of [folder.socket, folder.state]) rmSync(left, { force: true })
    const log = openSync(folder.log, 'w', 0o600)
    const [node, ...flags] = OWN_NODE
    const command = [...flags, path.join(PROJECT, 'harness/cli.ts'), 'lend', JSON.stringify(settings)]
    const child = spawn(node, command, {
      cwd: '/',
      detached: true,
      stdio: ['ignore', log, log, 'ipc'],
    })
    closeSync(log)
    const end = (): void => void child.kill('SIGTERM')
    for (const signal of SIGNALS) process.once(signal, end)
    try {
      await comesUp(child, folder)
    } finally {
      for (const signal of SIGNALS) process.off(signal, end)
    }
    if (!settings.tied) child.disconnect()
    child.unref()
    child.channel?.unref()
    return child
  } finally {
    await release()
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

async function comesUp(child: ChildProcess, folder: StayFolder): Promise<void> {
  const came = Promise.withResolvers<string | undefined>()
  const onError = (error: Error): void => came.resolve(error.message)
  const onExit = (code: number | null, signal: string | null): void =>
    came.resolve(`its process ended (${signal ?? `exit code ${code}`})`)
  const onMessage = (message: unknown): void => {
    const said = FromStarted.safeParse(message).data
    if (said) came.resolve('up' in said ? undefined : said.failed)
  }
  child.on('error', onError).on('exit', onExit).on('message', onMessage)
  const why = await came.promise
  child.off('exit', onExit).off('message', onMessage)
  if (why === undefined) return
  const said = readFileSync(folder.log, 'utf8').trim().split('\n').slice(-10).join('\n')
  throw new UserError([`The lab does not come up: ${why}`, said].filter(Boolean).join('\n'))
}
