// The keeper's other half: reads `+pid`, `-pid`, `/folder` and `done`; when its input ends without `done`, it clears up.
import { rmSync } from 'node:fs'
import readline from 'node:readline'

const groups = new Set<number>()
const folders = new Set<string>()
let done = false

readline
  .createInterface({ input: process.stdin })
  .on('line', line => {
    if (line.startsWith('+')) groups.add(Number(line.slice(1)))
    else if (line.startsWith('-')) groups.delete(Number(line.slice(1)))
    else if (line.startsWith('/')) folders.add(line.slice(1))
    else if (line === 'done') done = true
  })
  .on('close', () => {
    if (done) return
    for (const pid of groups) kill(pid)
    for (const folder of folders)
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  })

function kill(pid: number): void {
  for (const target of process.platform === 'win32' ? [pid] : [-pid, pid]) {
    try {
      process.kill(target, 'SIGKILL')
    } catch {
      // It has ended by itself.
    }
  }
}
