// One lab start, measured: `ours` as a grade does it, or `plain` with the JVMs' defaults and storage formatted by StorageTool.
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { withArchives } from '#harness/lab/embedded/archives.ts'
import { openEmbeddedLab } from '#harness/lab/embedded/open.ts'
import { formatStorage } from '#harness/runtime/format-storage.ts'
import { prepareRuntime, type Runtime } from '#harness/runtime/runtime.ts'

const way = process.argv[2]
const prepared = await prepareRuntime(() => {})
const runtime: Runtime =
  way === 'ours'
    ? await withArchives(prepared, () => {})
    : {
        ...prepared,
        flags: kind => (kind === 'registry' ? [] : ['-cp', prepared.jars.kafka.join(path.delimiter)]),
      }

const wallFrom = performance.now()
const cpuFrom = cpuOfAll([])
if (way !== 'ours') await formatThree(prepared)
const lab = await openEmbeddedLab({ runtime })
const wallMs = Math.round(performance.now() - wallFrom)
const cpuMs = Math.round(cpuOfAll(lab.pids) - cpuFrom)
await lab.close()
process.stdout.write(`${JSON.stringify({ wallMs, cpuMs })}\n`)
process.exit(0)

/** CPU time of this process, of its children that have ended, and of those that run, in milliseconds (proc(5), 100 ticks a second). */
function cpuOfAll(pids: readonly number[]): number {
  const ticks = (pid: number | 'self', fields: number[]): number => {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    const values = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    // Field 14 of the man page is index 11 behind the name and the state.
    return fields.reduce((sum, field) => sum + Number(values[field - 3]), 0)
  }
  return (ticks('self', [14, 15, 16, 17]) + pids.reduce((sum, pid) => sum + ticks(pid, [14, 15]), 0)) * 10
}

/** As a plain start has to: one JVM for each broker's storage. */
async function formatThree(runtime: Runtime): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'day2-bench-'))
  await Promise.all(
    [1, 2, 3].map(async id => {
      const config = path.join(folder, `${id}.properties`)
      await writeFile(
        config,
        `process.roles=broker,controller\nnode.id=${id}\ncontroller.quorum.voters=1@localhost:1,2@localhost:2,3@localhost:3\n` +
          `controller.listener.names=CONTROLLER\nlisteners=CLIENT://localhost:909${id},CONTROLLER://localhost:${id}\n` +
          `inter.broker.listener.name=CLIENT\nlistener.security.protocol.map=CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT\n` +
          `log.dirs=${path.join(folder, `data-${id}`)}\n`,
      )
      await formatStorage(runtime, config)
    }),
  )
  await rm(folder, { recursive: true })
}
