// Folders that people really have, in every file that a lab's JVMs are told of them in.
import { cp, mkdir, mkdtemp, realpath, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { prepareRuntime, type Runtime } from '#harness/runtime/runtime.ts'
import { openEmbeddedLab } from './open.ts'

let runtime: Runtime

beforeAll(async () => {
  runtime = await prepareRuntime(() => {})
})

test.skipIf(process.platform === 'win32').each(['Doe, Jane', 'jürgen', 'back\\slash', '50% #1 = a'])(
  'jars and temporary folder below a folder called %j',
  async name => {
    const root = await realpath(await mkdtemp(path.join(os.tmpdir(), 'day2-awkward-')))
    onTestFinished(() => rm(root, { recursive: true, force: true }))
    const tmp = path.join(root, name, 'tmp')
    await mkdir(tmp, { recursive: true })
    // The class path has colons between its parts, and the JVM has no way to write one.
    const jars = name.includes(':') ? runtime.jars : await jarsBelow(path.join(root, name, 'jars'))
    vi.stubEnv('TMPDIR', tmp)
    onTestFinished(() => void vi.unstubAllEnvs())
    const lab = await openEmbeddedLab({ runtime: { ...runtime, jars } })
    try {
      expect(lab.folder).toContain(name)
      await lab.brokers[1].restart()
      // Connect has written its session key when it is up: the request logs are where they are looked for.
      const requests = await Promise.all(lab.brokers.map(broker => broker.produceRequests()))
      expect(requests.flat()).not.toEqual([])
      await lab.reset()
    } finally {
      await lab.close()
    }
  },
)

/** The plug-in and the registry elsewhere; the class path stays where it is. */
async function jarsBelow(folder: string): Promise<Runtime['jars']> {
  const { connectPlugins, registry } = runtime.jars
  const moved = connectPlugins.map(jar => path.join(folder, path.basename(jar)))
  for (const [n, jar] of connectPlugins.entries()) await cp(jar, moved[n] ?? '')
  await cp(registry, path.join(folder, 'registry'), { recursive: true })
  return { ...runtime.jars, connectPlugins: moved, registry: path.join(folder, 'registry') }
}
