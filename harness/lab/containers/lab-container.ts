// A container as testcontainers makes it, with what its vocabulary lacks: published on the loopback only, in the lab's network
// under names of its own, and ready when the lab says so.
import type Dockerode from 'dockerode'
import { GenericContainer, type WaitStrategy } from 'testcontainers'

export interface LabContainerSpec {
  image: string
  name: string
  network: string
  aliases: string[]
  labels: Record<string, string>
  environment: Record<string, string>
  /** Port inside -> port on the loopback. */
  ports: Record<number, number>
  command?: string[]
  binds?: { source: string; target: string; mode?: 'rw' | 'ro' | 'z' | 'Z' }[]
  files?: { target: string; content: string }[]
  /** Tell Ryuk about it. */
  watched: boolean
}

/** Readiness is asked of Kafka and Connect themselves, not of ports or logs. */
const NO_WAIT: WaitStrategy = {
  waitUntilReady: async () => {},
  withStartupTimeout: () => NO_WAIT,
  isStartupTimeoutSet: () => true,
  getStartupTimeout: () => 0,
}

export class LabContainer extends GenericContainer {
  constructor(spec: LabContainerSpec) {
    super(spec.image)
    this.withName(spec.name)
      .withNetworkMode(spec.network)
      .withLabels(spec.labels)
      .withEnvironment(spec.environment)
      .withAutoCleanup(spec.watched)
      .withWaitStrategy(NO_WAIT)
    if (spec.command) this.withCommand(spec.command)
    if (spec.binds) this.withBindMounts(spec.binds)
    if (spec.files) this.withCopyContentToContainer(spec.files)
    const inside = Object.keys(spec.ports).map(Number)
    this.withExposedPorts(...inside.map(container => ({ container, host: spec.ports[container] ?? 0 })))
    this.hostConfig.PortBindings = Object.fromEntries(
      Object.entries(spec.ports).map(([container, host]) => [
        `${container}/tcp`,
        [{ HostIp: '127.0.0.1', HostPort: String(host) }],
      ]),
    )
    this.createOpts.NetworkingConfig = { EndpointsConfig: { [spec.network]: { Aliases: spec.aliases } } }
  }

  /** Starts it, and hands over to dockerode, which alone can stop and start it again. */
  async launch(docker: Dockerode): Promise<Dockerode.Container> {
    const started = await this.start()
    return docker.getContainer(started.getId())
  }
}
