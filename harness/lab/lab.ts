// One interface, whatever runs the lab: JVM processes, containers, or a cluster that is already up.
import type { ComponentState } from './component-state.ts'

export type { ComponentState } from './component-state.ts'

export type BrokerId = 1 | 2 | 3

export type EngineName = 'embedded' | 'containers' | 'attached'

export interface Broker {
  readonly id: BrokerId
  /** `host:port` as a program on this machine reaches it; it survives a restart. */
  readonly address: string
  readonly state: ComponentState
  /** SIGTERM: a controlled shutdown; resolves when the process has ended. @returns whether it was up */
  stop(): Promise<boolean>
  /** SIGKILL: a crash; resolves when the process has ended. @returns whether it was up */
  kill(): Promise<boolean>
  /**
   * Starts the broker on its old storage if it is down; resolves in either case when it has registered with the controller and is
   * unfenced, or, while too few brokers are up for a quorum, when it runs.
   *
   * @returns whether it was down
   */
  start(): Promise<boolean>
  /** A stop and a start, with no other order between them. */
  restart(): Promise<void>
  /** Produce requests that reached this broker, in order, since the lab was last reset. */
  produceRequests(): Promise<ProduceRequest[]>
  /** The last lines of the broker's own log. */
  logTail(lines?: number): Promise<string>
}

/** One produce request as the broker saw it, from its request log. */
export interface ProduceRequest {
  at: string
  broker: BrokerId
  clientId: string
  /** Names, and ids as the metadata spells them, of the topics written to (recent producers give the id alone). */
  topics: { name?: string | undefined; id?: string | undefined }[]
  /** -1 is all, 1 the leader alone, 0 nobody. */
  acks: number
  transactionalId: string | null
}

export interface ConnectWorker {
  /** As `/connectors/X/status` names it: `host:port`. */
  readonly workerId: string
  readonly url: string
  readonly state: ComponentState
  kill(): Promise<boolean>
  /** Resolves when it answers with the connectors, whether or not it was down. @returns whether it was down */
  start(): Promise<boolean>
  logTail(lines?: number): Promise<string>
}

export interface ConnectCluster {
  /** REST root of one live worker. */
  readonly url: string
  readonly workers: readonly ConnectWorker[]
  /** Brings the number of workers to `count` (1 to 3); resolves when they form one group. @returns whether a worker came or went */
  scale(count: number): Promise<boolean>
}

/** Whoever passes on orders of programs to the lab: shut between two exercises. */
export interface Door {
  /** Lets no order in any more; resolves when those that are under way have been carried out. */
  drain(): Promise<void>
  /** Lets orders in again. */
  open(): void
}

/** Orders to one component stand in one queue, whoever gives them; they are idempotent, as `docker start` and `stop` are. */
export interface Lab {
  readonly engine: EngineName
  readonly kafkaVersion: string
  readonly javaVersion: string
  readonly brokers: readonly [Broker, Broker, Broker]
  readonly bootstrapServers: string
  /** Root URL, without a slash at its end. */
  readonly registryUrl: string
  readonly connect: ConnectCluster
  /** Where files for the Connect workers go, when the workers do not see this machine's files as they are. */
  readonly shared?: SharedFolder
  /** Those of this machine's loopback at which all of it is, where it is nowhere else and not in the grade's own network. */
  readonly ports?: readonly number[] | undefined
  /** Why the workers cannot be given files at all, where that is so: checks that need them are skipped. */
  readonly inputsUnseen?: string | undefined
  /** The last thing that was asked of this lab and that it cannot do, maybe by a program of the submission. */
  readonly refused?: FaultUnavailable | undefined
  /** How long the phases of opening took, in milliseconds. */
  readonly phases: Readonly<Record<string, number>>
  /**
   * What of the lab is broken at this moment without having been asked to: a component that is not as a suite or a program last
   * asked it to be, with the end of its log, or a registry that left a request without an answer.
   *
   * @param since as `performance.now()` counts: a request that failed before, and went well again, is no fault of that time
   */
  fault(since?: number): Promise<LabFault | undefined>
  /**
   * What of the lab itself is not as it was, though no suite and nothing of the grader changes it: settings of brokers, limits of clients, the
   * lab's own topics. In words.
   */
  tampering?(): Promise<string[]>
  /** What happened since the last reset and is worth telling, though it failed nobody. */
  notes(): Promise<string[]>
  /** Tells what components do, whoever has ordered it, and what the registry is asked. @returns ends that */
  watch?(listener: LabListener): () => void
  /** From here on what its brokers, workers and registry log can be read later; a component whose log is out of reach is not among them. */
  markLogs(): Promise<ComponentLog[]>
  /** From now on {@link reset} begins with shutting this door, and ends with opening it. */
  addDoor(door: Door): void
  /**
   * Brings the lab back in order: no order of a program left under way; all brokers and one worker up; no topics, groups, subjects,
   * connectors or settings left.
   *
   * @throws LabFault when that is not possible: then the lab is of no use any more
   */
  reset(): Promise<void>
  /** Ends every process of the lab and removes its files. */
  close(): Promise<void>
}

/** What a component has logged since a moment. */
export interface ComponentLog {
  /** As a sentence has it: "broker 2". */
  name: string
  /** Its end, `mostBytes` at most; also while it is down. */
  read(mostBytes: number): Promise<string>
}

export interface LabListener {
  broker(id: BrokerId, state: ComponentState): void
  worker(workerId: string, state: ComponentState): void
  call(call: RegistryCall): void
}

/** A request to the Schema Registry with its answer. */
export interface RegistryCall {
  method: string
  path: string
  status: number
  sent: string
  answered: string
  /** The grader itself has asked. */
  own: boolean
}

/** A folder that this machine and the Connect workers both see. */
export interface SharedFolder {
  /** Its path on this machine. */
  readonly here: string
  /** Its path as a worker knows it. */
  readonly inWorkers: string
}

/** This lab cannot break what a check wants broken: the check is skipped, and says why. */
export class FaultUnavailable extends Error {
  override readonly name = 'FaultUnavailable'
}

/** The lab itself is at fault: never a mark against the submission. */
export class LabFault extends Error {
  override readonly name = 'LabFault'
  readonly log: string | undefined
  constructor(message: string, options: { cause?: unknown; log?: string } = {}) {
    super(message, { cause: options.cause })
    this.log = options.log
  }
}
