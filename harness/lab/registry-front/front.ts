// The Schema Registry that students see: Confluent's API at the root, answered from Apicurio, which has that API under
// another path and with other answers. `/apis/**` is Apicurio's own.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { RegistryCall } from '../lab.ts'
import { empty, prepare } from './housekeeping.ts'
import { isPassedThrough, passThrough } from './pass-through.ts'
import { serve } from './serve.ts'

/** Longer than clients keep an idle connection, so that none is closed under a request. */
const KEPT_IDLE_MS = 75_000

export interface RegistryFront {
  /** `http://host:port`, without a slash at its end. */
  readonly url: string
  /**
   * A request that Apicurio left without an answer, in words.
   *
   * @param since as `performance.now()` counts; left out: since the last wipe
   */
  fault(since?: number): Promise<string | undefined>
  /** What happened since the last wipe and is worth telling, though it failed nobody. */
  notes(): Promise<string[]>
  /** Told of every request to Confluent's API with its answer. @returns ends that */
  onCall(listener: (call: RegistryCall) => void): () => void
  /** Removes all subjects for good, with levels and modes: BACKWARD and READWRITE again. */
  wipe(): Promise<void>
  close(): Promise<void>
}

export interface RegistryFrontOptions {
  /** Apicurio's root, e.g. `http://127.0.0.1:8080`; requests that come before it is there wait. */
  upstream: string | Promise<string>
  host: string
  /** 0: any free port. */
  port: number
  /** How many ids are used up at the start, so that students do not see 1 and 2. */
  firstIds?: number
}

export async function openRegistryFront(options: RegistryFrontOptions): Promise<RegistryFront> {
  const { upstream, host, port, firstIds = 0 } = options
  const registry = Promise.resolve(upstream).then(url => prepare(url, firstIds))
  // Each request, and wipe, reports a failure of its own.
  registry.catch(() => undefined)

  const listeners = new Set<(call: RegistryCall) => void>()
  const tell = (call: RegistryCall): void => {
    for (const listener of listeners) listener(call)
  }
  const server = createServer({ keepAliveTimeout: KEPT_IDLE_MS }, (request, response) => {
    const answering = isPassedThrough(request.url ?? '/')
      ? passThrough(registry, request, response)
      : serve(registry, request, response, tell)
    // A client that went away is no fault of the lab's.
    answering.catch(() => response.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const { port: bound } = server.address() as AddressInfo

  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    fault: async since => (await registry).upstream.failure(since),
    notes: async () => {
      const { nudges } = (await registry).upstream
      return nudges === 0 ? [] : [`the Schema Registry left requests lying and was nudged ${nudges} times`]
    },
    onCall: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    wipe: async () => empty(await registry),
    close: async () => {
      const closed = new Promise<void>(resolve => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
      // A registry that never came needs no closing.
      void registry.then(({ upstream }) => upstream.close()).catch(() => undefined)
    },
  }
}
