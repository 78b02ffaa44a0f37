// Opens a lab with all that programs need to get at it: their tools, the server behind these, a network of its own where it has none.
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Keeper } from '#harness/host/keeper.ts'
import { HERE } from '#harness/host/place.ts'
import type { Lab } from '#harness/lab/lab.ts'
import type { Runtime } from '#harness/runtime/runtime.ts'
import { type LabNetwork, openLabNetwork } from '#harness/sandbox/lab-network.ts'
import type { Isolation } from '#harness/sandbox/view.ts'
import { startControlServer } from '#harness/tools/control-server.ts'
import { makeToolsFolder } from '#harness/tools/tools-folder.ts'
import { clearFolder } from './clear-folder.ts'
import { CleanLab } from './lab-turns.ts'

export interface OpenCleanLabOptions {
  open: () => Promise<Lab>
  runtime: Runtime
  isolation: Isolation
  keeper: Keeper
  /** Told how many milliseconds each phase of the lab's start took. */
  onPhase: (phase: string, ms: number) => void
}

/** @throws the reason for which it does not open; what had been made by then is gone */
export async function openCleanLab(options: OpenCleanLabOptions): Promise<CleanLab> {
  const { open, runtime, isolation, keeper, onPhase } = options
  await using made = new AsyncDisposableStack()
  const lab = await open()
  made.defer(() => lab.close())
  for (const [phase, ms] of Object.entries(lab.phases)) onPhase(phase, ms)
  const tools = await mkdtemp(path.join(os.tmpdir(), 'day2-tools-'))
  made.defer(() => rm(tools, { recursive: true, force: true }))
  keeper.watchFolder(tools)
  const control = await startControlServer(lab)
  made.defer(() => control.close())
  const network = await networkFor(lab, control, isolation)
  if (network) made.use(network)
  await makeToolsFolder({
    folder: tools,
    runtime,
    nodeExecutable: process.execPath,
    controlUrl: control.url,
  })
  const tmp = HERE.tmp === 'private' ? new Set(await readdir('/tmp')) : undefined
  const whole = made.move()
  return new CleanLab({
    lab,
    tools,
    network,
    tidy: async () => {
      if (tmp) await clearFolder('/tmp', tmp)
    },
    close: () => whole.disposeAsync(),
  })
}

/** Where the grade is on the machine's network, programs need not be. */
async function networkFor(
  { ports }: Lab,
  control: { url: string },
  isolation: Isolation,
): Promise<LabNetwork | undefined> {
  if (isolation === 'none' || HERE.tmp !== 'private' || HERE.network === 'private') return undefined
  return ports && openLabNetwork([...ports, Number(new URL(control.url).port)])
}
