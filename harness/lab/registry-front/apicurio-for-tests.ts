// A real Apicurio Registry for the tests of the front, in memory, on ports of its own.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import path from 'node:path'
import { request } from 'undici'
import { vi } from 'vitest'

/** The folder with `quarkus-run.jar`; undefined where this machine has none. */
export const apicurioForTests = (): string | undefined => process.env.DAY2_APICURIO_HOME

export interface TestApicurio {
  url: string
  stop: () => Promise<void>
}

/** Needs Java 21 or newer: JAVA_HOME's, else the one on the PATH. */
export async function startApicurio(home: string): Promise<TestApicurio> {
  const [port, managementPort] = await Promise.all([freePort(), freePort()])
  const java = process.env.JAVA_HOME === undefined ? 'java' : path.join(process.env.JAVA_HOME, 'bin', 'java')
  const flags = ['-Xmx256m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1']
  const registry = spawn(java, [...flags, '-jar', path.join(home, 'quarkus-run.jar')], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      QUARKUS_HTTP_HOST: '127.0.0.1',
      QUARKUS_HTTP_PORT: String(port),
      QUARKUS_MANAGEMENT_HOST: '127.0.0.1',
      QUARKUS_MANAGEMENT_PORT: String(managementPort),
      APICURIO_RULES_GLOBAL_COMPATIBILITY: 'BACKWARD',
    },
  })
  let log = ''
  const note = (chunk: Buffer) => {
    log = (log + chunk.toString()).slice(-4000)
  }
  registry.stdout.on('data', note)
  registry.stderr.on('data', note)
  registry.on('error', error => note(Buffer.from(String(error))))
  const url = `http://127.0.0.1:${port}`
  await vi
    .waitFor(() => answers(url), { timeout: 60_000, interval: 100 })
    .catch(cause => {
      registry.kill('SIGKILL')
      throw new Error(`Apicurio in ${home} did not come up with ${java}; it said last: ${log}`, { cause })
    })
  return { url, stop: () => stop(registry) }
}

async function answers(url: string): Promise<void> {
  const answer = await request(`${url}/apis/ccompat/v7/subjects`)
  await answer.body.dump()
  if (answer.statusCode !== 200) throw new Error(`${url} answered ${answer.statusCode}`)
}

async function stop(registry: ChildProcess): Promise<void> {
  if (registry.exitCode !== null || registry.signalCode !== null) return
  registry.kill('SIGKILL')
  await once(registry, 'exit')
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('No free port on 127.0.0.1')
  return address.port
}
