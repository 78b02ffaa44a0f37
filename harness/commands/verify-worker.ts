// The hidden half of `day2 verify`: one lab, and the cases that come in as lines of JSON.
import readline from 'node:readline'
import { Command } from 'commander'
import { z } from 'zod'
import { dieWithLauncher, runInNamespaces } from '#harness/host/namespaces.ts'
import { HERE } from '#harness/host/place.ts'
import { PROJECT } from '#harness/host/project.ts'
import { withArchives } from '#harness/lab/embedded/archives.ts'
import { cacheRoot } from '#harness/runtime/cache.ts'
import { prepareRuntime } from '#harness/runtime/runtime.ts'
import { openRoom } from '#harness/sandbox/room.ts'
import { CASE_KINDS } from '#harness/verify/cases.ts'
import { runCases } from '#harness/verify/run-cases.ts'

const Line = z
  .object({
    exercise: z.string(),
    kind: z.enum(CASE_KINDS),
    name: z.string(),
    title: z.string(),
    fails: z.array(z.string()),
    folder: z.string().optional(),
    without: z.array(z.string()),
  })
  .nullable()

export function verifyWorkerCommand(): Command {
  return new Command('verify-worker').option('--seed <text>').action(async ({ seed }: { seed?: string }) => {
    const runtime = await withArchives(await prepareRuntime(() => {}), () => {})
    const needed = [PROJECT, cacheRoot(), runtime.jdk.home]
    if (HERE.clearsUp !== 'kernel') {
      const command = [process.execPath, ...process.execArgv, ...process.argv.slice(1)]
      const outcome = await runInNamespaces(command, needed)
      if ('code' in outcome) {
        process.exitCode = outcome.code
        return
      }
    }
    if (HERE.clearsUp === 'kernel') {
      void dieWithLauncher(() => process.exit(2))
      await openRoom()
    }
    // Whoever asked is gone.
    process.stdout.on('error', () => process.exit(2))
    const say = (what: object): void => void process.stdout.write(`${JSON.stringify(what)}\n`)
    const input = readline.createInterface({ input: process.stdin })
    const lines = input[Symbol.asyncIterator]()
    // It is told when there is no case left; an end of input before that is the end of whoever asked.
    let told = false
    input.on('close', () => {
      if (!told) process.exit(2)
    })
    await runCases({
      runtime,
      seed,
      next: async () => {
        say({ free: true })
        const { value, done } = await lines.next()
        const given = done ? null : Line.parse(JSON.parse(value))
        told = given === null
        return given ? { ...given, folder: given.folder } : undefined
      },
      onResult: result => say({ result }),
    })
  })
}
