import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { UserError } from '#harness/host/user-error.ts'
import { lockReports } from './reports-lock.ts'

const folder = (): string => {
  const made = mkdtempSync(path.join(tmpdir(), 'reports-lock-'))
  onTestFinished(() => rmSync(made, { recursive: true }))
  return made
}

/** Another process that holds the lock until it is killed. */
async function holder(of: string) {
  const script = `
    const { lockReports } = await import(${JSON.stringify(path.join(import.meta.dirname, 'reports-lock.ts'))})
    await lockReports(${JSON.stringify(of)})
    console.log('locked')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: path.dirname(import.meta.dirname),
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const exited = new Promise<void>(resolve => child.on('exit', () => resolve()))
  const kill = (): Promise<void> => {
    child.kill('SIGKILL')
    return exited
  }
  await new Promise((resolve, reject) => {
    child.stdout.once('data', resolve)
    child.once('exit', () => reject(new Error('the holder has ended')))
  })
  return { pid: child.pid, kill }
}

test('the second one is told who has the folder, since when, and the way out', async () => {
  const reports = folder()
  const { pid } = await holder(reports)
  const second = lockReports(reports)
  await expect(second).rejects.toThrow(UserError)
  await expect(second).rejects.toThrow(
    new RegExp(
      `^Another grade \\(process ${pid}, since \\d\\d:\\d\\d:\\d\\d\\) is writing its reports into `,
    ),
  )
  await expect(second).rejects.toThrow('--reports DIR')
})

test('a lock dies with its owner, even one that was SIGKILLed', async () => {
  const reports = folder()
  const { kill } = await holder(reports)
  await kill()
  await lockReports(reports)
})

test('a folder is the same by whatever path; another folder is another lock; a released one is free', async () => {
  const reports = folder()
  const link = path.join(folder(), 'link')
  symlinkSync(reports, link)
  const lock = await lockReports(reports)
  await expect(lockReports(link)).rejects.toThrow(`process ${process.pid}`)
  await lockReports(folder())
  lock.release()
  ;(await lockReports(link)).release()
})

test('an owner that does not answer has it all the same', async () => {
  const reports = folder()
  const { pid } = await holder(reports)
  process.kill(pid ?? 0, 'SIGSTOP')
  await expect(lockReports(reports)).rejects.toThrow(/^Another grade is writing its reports into/)
})
