// A real Apicurio Registry for the tests of the front, in memory, on ports of its own: the lab's own class starts it.
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { freePorts } from '#harness/host/free-ports.ts'
import { startKeeper } from '#harness/host/keeper.ts'
import { prepareRuntime } from '#harness/runtime/runtime.ts'
import { withArchives } from '../embedded/archives.ts'
import { apicurioUrl, embeddedApicurio } from '../embedded/registry.ts'

export interface TestApicurio {
  url: string
  stop: () => Promise<void>
}

export async function startApicurio(): Promise<TestApicurio> {
  const runtime = await withArchives(await prepareRuntime(() => {}), () => {})
  const folder = await mkdtemp(path.join(os.tmpdir(), 'day2-apicurio-'))
  const keeper = startKeeper()
  keeper.watchFolder(folder)
  const [port = 0, managementPort = 0] = await freePorts(2)
  const apicurio = embeddedApicurio({
    port,
    managementPort,
    runtime,
    folder,
    keeper,
    deadlineMs: () => 90_000,
  })
  await apicurio.start()
  return {
    url: apicurioUrl({ port }),
    async stop() {
      await apicurio.close()
      keeper.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
