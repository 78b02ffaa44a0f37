// Opens a lab on a cluster that is up already, and leaves it without the exercises' topics, connectors and subjects.
import type Dockerode from 'dockerode'
import { KAFKA_VERSION } from '#harness/runtime/runtime.ts'
import { Component } from '../containers/component.ts'
import type { Lab } from '../lab.ts'
import { removeBelongings } from './belongings.ts'
import { AttachedBroker } from './broker.ts'
import type { Cluster } from './cluster.ts'
import { ComposeConnect, DistantConnect } from './connect.ts'
import { Refusals } from './refusals.ts'

export interface AttachedOptions {
  cluster: Cluster
  javaVersion: string
  /** A folder that this machine and the workers see by the same path, on a cluster that is not the compose lab. */
  shared?: string | undefined
  deadlineMs?: () => number
}

const STREAMS_APP = 'kafka-streams-app'

export async function openAttachedLab({
  cluster,
  javaVersion,
  shared: given,
  deadlineMs = () => 120_000,
}: AttachedOptions): Promise<Lab> {
  const opened = performance.now()
  const { addresses, compose, course, staying } = cluster
  const refusals = new Refusals()
  const brokers = await Promise.all(
    cluster.brokers.map(async ({ id, address }) => {
      const component = compose && (await adopted(compose.docker, `kafka-${id}`))
      return new AttachedBroker({ id, address, component, refusals, deadlineMs })
    }),
  )
  const [first, second, third] = brokers as [AttachedBroker, AttachedBroker, AttachedBroker]
  const composed =
    compose &&
    new ComposeConnect({ ...compose, url: addresses.connect, bootstrap: addresses.bootstrap, deadlineMs })
  const connect = composed ?? new DistantConnect(addresses.connect, refusals)
  // The lab's own word count would answer in the submission's place.
  const app = compose && (await adopted(compose.docker, STREAMS_APP).catch(() => undefined))
  const appRan = app?.state === 'running'
  if (appRan) await app.stop()

  const reset = async (): Promise<void> => {
    await Promise.all(brokers.filter(({ state }) => state !== 'running').map(broker => broker.start()))
    await Promise.all(brokers.map(broker => broker.untilItSeesAll()))
    if (composed) {
      await composed.refresh()
      await Promise.all(
        composed.workers.filter(({ state }) => state !== 'running').map(worker => worker.start()),
      )
      await composed.scale(1)
    }
    await removeBelongings(addresses, course, staying, deadlineMs())
    await Promise.all(brokers.map(broker => broker.forgetRequests()))
  }
  await reset()
  const shared = composed ? await composed.shared() : given && { here: given, inWorkers: given }

  return {
    engine: 'attached',
    kafkaVersion: KAFKA_VERSION,
    javaVersion,
    brokers: [first, second, third],
    bootstrapServers: addresses.bootstrap,
    registryUrl: addresses.registry,
    connect,
    ...(shared ? { shared } : {}),
    inputsUnseen: shared
      ? undefined
      : 'this check needs files that the Connect workers can read; name a folder that they and this machine see by the same path with --shared',
    get refused() {
      return refusals.last
    },
    async fault() {
      const faults = await Promise.all([...brokers, ...(composed?.workers ?? [])].map(one => one.fault()))
      return faults.find(fault => fault !== undefined)
    },
    phases: { lab: Math.round(performance.now() - opened) },
    reset,
    async close() {
      await reset()
      if (appRan) await app?.launch()
    },
  }
}

async function adopted(docker: Dockerode, name: string): Promise<Component> {
  const component = new Component(name, docker, docker.getContainer(name))
  await component.adopt()
  return component
}
