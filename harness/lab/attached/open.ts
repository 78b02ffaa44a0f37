// Opens a lab on a cluster that is up already, and leaves it without the exercises' topics, connectors and subjects.
import type Dockerode from 'dockerode'
import { patient } from '#harness/host/patience.ts'
import { KAFKA_VERSION } from '#harness/runtime/runtime.ts'
import { REQUESTS } from '../containers/broker.ts'
import { adopted, ContainerMachine } from '../containers/container-machine.ts'
import { KafkaBroker, majorityIsUp } from '../kafka-broker.ts'
import { KafkaLab, type LabBroker } from '../kafka-lab.ts'
import { type Lab, LabFault } from '../lab.ts'
import { removeBelongings } from './belongings.ts'
import { DistantBroker } from './broker.ts'
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
  deadlineMs = () => Math.max(120_000, patient(120_000)),
}: AttachedOptions): Promise<Lab> {
  const opened = performance.now()
  const { addresses, compose, course, staying } = cluster
  const refusals = new Refusals()
  const phases: Record<string, number> = {}
  // What was stopped is started again, at the end or when one of the next steps fails.
  await using made = new AsyncDisposableStack()
  const brokers = await brokersOf(cluster, refusals, deadlineMs)
  const composed =
    compose &&
    new ComposeConnect({ ...compose, url: addresses.connect, bootstrap: addresses.bootstrap, deadlineMs })
  const connect = composed ?? new DistantConnect(addresses.connect, refusals)
  if (compose) await stopStreamsApp(compose.docker, made)

  const shared = composed ? await composed.shared() : given && { here: given, inWorkers: given }
  const inputsUnseen = shared
    ? undefined
    : 'this check needs files that the Connect workers can read; name a folder that they and this machine see by the same path with --shared'
  const release = (): Promise<void> => whole.disposeAsync()
  const lab = new KafkaLab({
    engine: 'attached',
    kafkaVersion: KAFKA_VERSION,
    javaVersion,
    brokers,
    connect,
    bootstrapServers: addresses.bootstrap,
    registryUrl: addresses.registry,
    shared: shared || undefined,
    inputsUnseen,
    refused: () => refusals.last,
    phases,
    deadlineMs,
    wipe: () => removeBelongings(addresses, course, staying, deadlineMs()),
    release,
  })
  await lab.reset()
  await lab.prove()
  // The cluster is left as the exercises' next grade wants to find it.
  made.defer(() => lab.reset())
  phases.lab = Math.round(performance.now() - opened)
  const whole = made.move()
  return lab
}

async function brokersOf(
  { brokers, compose }: Cluster,
  refusals: Refusals,
  deadlineMs: () => number,
): Promise<readonly [LabBroker, LabBroker, LabBroker]> {
  const all: LabBroker[] = []
  for (const { id, address } of brokers) {
    const machine =
      compose &&
      new ContainerMachine(`broker ${id}`, compose.docker, compose.docker.getContainer(`kafka-${id}`))
    if (!machine) {
      all.push(new DistantBroker(id, address, refusals))
      continue
    }
    const quorum = (): boolean => majorityIsUp(all)
    const broker = new KafkaBroker({
      id,
      address,
      machine,
      requests: machine.file(REQUESTS),
      deadlineMs,
      quorum,
    })
    const life = await machine.found()
    if (life) broker.component.adopt(life)
    all.push(broker)
  }
  const [first, second, third] = all
  if (!first || !second || !third) throw new LabFault('the cluster does not have three brokers')
  return [first, second, third]
}

/** The lab's own word count would answer in the submission's place; it runs again when all is over. */
async function stopStreamsApp(docker: Dockerode, made: AsyncDisposableStack): Promise<void> {
  const ready = async (): Promise<boolean> => true
  const options = { name: STREAMS_APP, ready, deadlineMs: () => 0 }
  const app = await adopted(docker, STREAMS_APP, options).catch(() => undefined)
  if (app?.component.state !== 'running') return
  made.defer(async () => void (await app.component.launch()))
  await app.component.stop()
}
