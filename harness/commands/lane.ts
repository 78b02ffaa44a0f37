// `day2 lane`, hidden: one lab in namespaces of its own, and the orders that come in on standard input.
import { Command } from 'commander'
import { dieWithLauncher, runInNamespaces } from '#harness/host/namespaces.ts'
import { HERE } from '#harness/host/place.ts'
import { PROJECT } from '#harness/host/project.ts'
import { withArchives } from '#harness/lab/embedded/archives.ts'
import { LaneSettings } from '#harness/lane/protocol.ts'
import { serve } from '#harness/lane/serve.ts'
import { cacheRoot } from '#harness/runtime/cache.ts'
import { prepareRuntime } from '#harness/runtime/runtime.ts'
import { openRoom } from '#harness/sandbox/room.ts'
import { whyNoViews } from '#harness/sandbox/try-view.ts'

export function laneCommand(): Command {
  return new Command('lane')
    .argument('<settings>')
    .argument('[visible...]')
    .action(async (settings: string, visible: string[]) => {
      const parsed = LaneSettings.parse(JSON.parse(settings))
      const runtime = await withArchives(await prepareRuntime(() => {}), () => {})
      process.stdout.on('error', () => process.exit(2))
      // A lane that is opened by a grade begins inside that one's namespaces, and needs its own all the same.
      if (process.env[INSIDE] === undefined) {
        process.env[INSIDE] = '1'
        const command = [process.execPath, ...process.execArgv, ...process.argv.slice(1)]
        const needed = [PROJECT, cacheRoot(), runtime.jdk.home, parsed.reports, ...visible]
        const outcome = await runInNamespaces(command, needed)
        if ('code' in outcome) process.exitCode = outcome.code
        else if (parsed.anywhere)
          await serve(runtime, parsed, { namespaces: outcome.why, views: outcome.why })
        else {
          process.stderr.write(`One lab less: it cannot be opened here (${outcome.why}).\n`)
          process.exitCode = 2
        }
        return
      }
      delete process.env[INSIDE]
      if (HERE.clearsUp !== 'kernel') throw new Error('a lane must be opened in namespaces of its own')
      void dieWithLauncher(() => process.exit(2))
      await openRoom(visible)
      const views = parsed.anywhere ? await whyNoViews() : undefined
      await serve(runtime, parsed, views === undefined ? {} : { views })
    })
}

/** Set by the outer half of the command for the inner one. */
const INSIDE = 'DAY2_LANE_INSIDE'
