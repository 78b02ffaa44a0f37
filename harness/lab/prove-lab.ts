// A lab proves itself before anybody's program runs on it: what it lacks would be found as a mistake of the submission.

import { z } from 'zod'
import { request } from '#harness/clients/direct.ts'
import { poll } from '#harness/host/poll.ts'
import { type Broker, LabFault } from './lab.ts'
import { liveBrokers } from './metadata.ts'

export interface ProofOptions {
  brokers: readonly Broker[]
  registryUrl: string
  connectUrl: string
  deadlineMs: number
  logOf: (part: 'connect' | 'registry') => Promise<string | undefined>
}

/** What the course's connectors are made of; it is not on a worker's own class path. */
const PLUGINS = ['org.apache.kafka.connect.file.FileStreamSourceConnector']

const Plugins = z.array(z.object({ class: z.string() }))

/** @throws LabFault that names what is missing */
export async function proveLab(options: ProofOptions): Promise<void> {
  await Promise.all([proveBrokers(options), proveRegistry(options), provePlugins(options)])
}

async function proveBrokers({ brokers, deadlineMs }: ProofOptions): Promise<void> {
  const [first] = brokers
  if (!first) throw new LabFault('the lab has no broker')
  const ids = await eventually('three brokers to be registered', deadlineMs, async () => {
    const live = await liveBrokers(first.address)
    return live.length >= brokers.length ? live : undefined
  })
  const missing = brokers.filter(({ id }) => !ids.includes(id)).map(({ id }) => id)
  if (missing.length > 0)
    throw new LabFault(`the lab is not whole: broker ${missing.join(', ')} is not registered`)
}

async function proveRegistry({ registryUrl, deadlineMs, logOf }: ProofOptions): Promise<void> {
  try {
    await eventually(`the Schema Registry to answer at ${registryUrl}/subjects`, deadlineMs, async () => {
      const { statusCode, body } = await request(`${registryUrl}/subjects`, LIMITS)
      const text = await body.text()
      if (statusCode !== 200) throw new Error(`it answered ${statusCode}: ${text.slice(0, 200)}`)
      return true
    })
  } catch (error) {
    throw withLog(error, await logOf('registry'))
  }
}

async function provePlugins({ connectUrl, deadlineMs, logOf }: ProofOptions): Promise<void> {
  try {
    const found = await eventually(
      `Connect to answer at ${connectUrl}/connector-plugins`,
      deadlineMs,
      async () => {
        const { body } = await request(`${connectUrl}/connector-plugins`, LIMITS)
        return Plugins.parse(await body.json()).map(plugin => plugin.class)
      },
    )
    const missing = PLUGINS.filter(plugin => !found.includes(plugin))
    if (missing.length > 0)
      throw new LabFault(
        `the lab is not whole: Connect at ${connectUrl} does not have the plug-in ${missing.join(', ')} (it has ${found.join(', ') || 'none'}); look at the worker's plugin.path`,
      )
  } catch (error) {
    throw withLog(error, await logOf('connect'))
  }
}

const LIMITS = { headersTimeout: 10_000, bodyTimeout: 10_000 }

function eventually<T>(
  what: string,
  deadlineMs: number,
  probe: () => Promise<T | undefined>,
): Promise<NonNullable<T>> {
  return poll(what, probe, { deadlineMs }) as Promise<NonNullable<T>>
}

function withLog(error: unknown, log: string | undefined): LabFault {
  const words = error instanceof Error ? error.message : String(error)
  return new LabFault(words, { cause: error, ...(log === undefined ? {} : { log }) })
}
