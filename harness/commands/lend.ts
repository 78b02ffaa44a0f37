// `day2 lend`, hidden: the process that keeps labs for `day2 up`, `watch` and `shell`.
import { rmSync } from 'node:fs'
import { Command } from 'commander'
import { closeInheritedDescriptors } from '#harness/host/inherited-descriptors.ts'
import { withArchives } from '#harness/lab/embedded/archives.ts'
import { prepareRuntime } from '#harness/runtime/runtime.ts'
import { Lender } from '#harness/stay/lender.ts'
import { type FromStarted, LendSettings } from '#harness/stay/protocol.ts'
import { stayFolder } from '#harness/stay/shelf.ts'

export function lendCommand(): Command {
  return new Command('lend').argument('<settings>').action(async (text: string) => {
    const settings = LendSettings.parse(JSON.parse(text))
    // The channel to whoever started it stays.
    closeInheritedDescriptors([3])
    const folder = stayFolder(settings.name)
    const runtime = await withArchives(await prepareRuntime(() => {}), () => {})
    const lender = new Lender(settings, folder)
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => lender.end(signal))
    let up = false
    process.on('disconnect', () => {
      if (settings.tied || !up) lender.end('whoever started it has ended')
    })
    const tell = (what: FromStarted): void => void process.send?.(what)
    const opened = lender.open(runtime).then(
      () => {
        up = true
        tell({ up: true })
      },
      (error: Error) => {
        tell({ failed: error.message })
        lender.end(error.message)
      },
    )
    const reason = await lender.reasonToEnd()
    process.stderr.write(`${new Date().toISOString()} ended: ${reason}\n`)
    await lender.close()
    await opened
    for (const file of [folder.socket, folder.state]) rmSync(file, { force: true })
    if (settings.name !== undefined) rmSync(folder.path, { recursive: true, force: true })
    process.exitCode = up ? 0 : 2
  })
}
