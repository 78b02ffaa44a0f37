// How long a student waits between a save and what `day2 watch` says of it.
import { spawn } from 'node:child_process'
import { cp, readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { poll } from '#harness/host/poll.ts'
import { type Measurement, seconds } from '../measurement.ts'
import { LAUNCHER, REFERENCE } from '../run-command.ts'
import { scratchFolder } from '../scratch.ts'

/** The exercise, a file of it that is saved anew as it is, and how many seconds are the goal. */
const SAVED = [
  { id: '04-schema-registry', file: 'check.ts', goal: 1.5 },
  { id: '03-word-count', file: 'app.java', goal: 8 },
]
const LIMIT_MS = 300_000

export const saveToVerdict: Measurement = {
  id: 'save-to-verdict',
  title: 'From save to verdict',
  how: 'A file of the reference is saved as it is, by renaming, while `day2 watch` waits; measured until the exercise is told to have passed.',
  async run(runs, tell) {
    await using scratch = await scratchFolder()
    const figures = []
    for (const { id, file, goal } of SAVED) {
      const work = path.join(scratch.folder, 'work')
      await cp(path.join(REFERENCE, id), path.join(work, id), { recursive: true })
      const args = ['watch', id, '--submission', work, '--reports', path.join(scratch.folder, 'reports')]
      const child = spawn(process.execPath, [LAUNCHER, ...args], {
        stdio: ['pipe', 'pipe', 'inherit'],
        env: { ...process.env, NO_COLOR: '1', XDG_RUNTIME_DIR: scratch.folder },
      })
      let output = ''
      child.stdout.on('data', (data: Buffer) => (output += data.toString()))
      const passed = (from: number): Promise<unknown> =>
        poll(`${id} to pass`, () => /passed[^\n]*\n\n$/.test(output.slice(from)) || undefined, {
          deadlineMs: LIMIT_MS,
          everyMs: 10,
        })
      try {
        await passed(0)
        const ms: number[] = []
        const saved = path.join(work, id, file)
        for (let run = 0; run < runs; run++) {
          const from = output.length
          await writeFile(`${saved}.new`, await readFile(saved))
          const began = performance.now()
          await rename(`${saved}.new`, saved)
          await passed(from)
          ms.push(performance.now() - began)
          tell(`${id}: ${((ms.at(-1) ?? 0) / 1000).toFixed(1)} s`)
        }
        figures.push(seconds(id, ms, goal))
      } finally {
        child.kill('SIGTERM')
        await new Promise(resolve => child.once('close', resolve))
      }
    }
    return figures
  },
}
