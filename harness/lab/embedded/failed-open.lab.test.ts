// A lab that does not come up: the first cause is told with its log, and everything that had been made is given back.
import { spawn } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { PROJECT } from '#harness/host/project.ts'
import { prepareRuntime, type Runtime } from '#harness/runtime/runtime.ts'
import { LabFault } from '../lab.ts'
import { type Addresses, chooseAddresses } from './addresses.ts'
import { withArchives } from './archives.ts'
import { openEmbeddedLab } from './open.ts'

let runtime: Runtime

beforeAll(async () => {
  runtime = await withArchives(await prepareRuntime(() => {}), () => {})
})

const folders = async (): Promise<string[]> =>
  (await readdir(os.tmpdir())).filter(name => name.startsWith('day2-lab-'))

async function listen(port: number, host: string): Promise<Server> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  return server
}

const closed = (server: Server): Promise<void> => new Promise(resolve => server.close(() => resolve()))

test('a registry that ends at its start is named with its log, and the next lab opens on the same ports', async () => {
  const before = await folders()
  const addresses = await chooseAddresses()
  const choose = async (): Promise<Addresses> => addresses
  const broken: Runtime = { ...runtime, jars: { ...runtime.jars, registry: '/nowhere' } }
  const fault = await openEmbeddedLab({ runtime: broken, choose }).catch((error: unknown) => error)
  expect(fault).toBeInstanceOf(LabFault)
  expect((fault as LabFault).message).toMatch(
    /^the Schema Registry ended while it was starting \(exit code 1\)/,
  )
  expect((fault as LabFault).log).toContain('/nowhere/quarkus-run.jar')
  expect(await folders()).toEqual(before)
  // All of them are free again, the front's too.
  const { registry, broker, controller, workers } = addresses
  for (const port of [registry, ...Object.values(broker), ...Object.values(controller), ...workers])
    await closed(await listen(port, '127.0.0.1'))
  const lab = await openEmbeddedLab({ runtime, choose })
  await lab.close()
})

test.each(['registry', 'broker', 'worker'] as const)(
  'a port of the %s that another program has taken meanwhile costs a new attempt, not the lab',
  async part => {
    const taken = await chooseAddresses()
    const ports = { registry: taken.registry, broker: taken.broker[2], worker: taken.workers[0] }
    const thief = await listen(ports[part], '127.0.0.1')
    const tries: Addresses[] = []
    const choose = async (): Promise<Addresses> => {
      tries.push(tries.length === 0 ? taken : await chooseAddresses())
      return tries.at(-1) ?? taken
    }
    try {
      const lab = await openEmbeddedLab({ runtime, choose })
      expect(tries).toHaveLength(2)
      await lab.close()
    } finally {
      thief.close()
    }
  },
)

const OPEN = `
  import { prepareRuntime } from '#harness/runtime/runtime.ts'
  import { withArchives } from '#harness/lab/embedded/archives.ts'
  import { openEmbeddedLab } from '#harness/lab/embedded/open.ts'
  try {
    const lab = await openEmbeddedLab({ runtime: await withArchives(await prepareRuntime(() => {}), () => {}) })
    await lab.close()
    console.log('opened')
  } catch (error) {
    console.log(error.message)
  }
`

function openUnder(limit: string): Promise<string> {
  const script = `ulimit ${limit} && exec "$0" --input-type=module-typescript -e "$1"`
  const child = spawn('bash', ['-c', script, process.execPath, OPEN], {
    cwd: path.join(PROJECT, 'harness'),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', text => {
    said += text
  })
  return new Promise(resolve => child.once('close', () => resolve(said.trim())))
}

test.skipIf(process.platform === 'win32')(
  'a soft limit of 256 open files is raised for what the lab starts',
  async () => {
    expect(await openUnder('-Sn 256')).toBe('opened')
  },
)

test.skipIf(process.platform === 'win32')(
  'where no more than 256 files can be opened, that is the cause that is told, with the way out',
  async () => {
    expect(await openUnder('-n 256')).toMatch(/Too many open files.*256.*`ulimit -n 4096`/s)
  },
)
