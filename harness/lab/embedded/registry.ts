// Apicurio Registry as a JVM, in memory: every start is a fresh registry.
import path from 'node:path'
import { request } from '#harness/clients/direct.ts'
import type { Keeper } from '#harness/host/keeper.ts'
import type { Runtime } from '#harness/runtime/runtime.ts'
import { Jvm } from './jvm.ts'

export interface ApicurioOptions {
  port: number
  managementPort: number
  runtime: Runtime
  folder: string
  keeper: Keeper
  deadlineMs: () => number
}

export class Apicurio {
  readonly url: string
  readonly #jvm: Jvm
  readonly #deadlineMs: () => number

  constructor({ port, managementPort, runtime, folder, keeper, deadlineMs }: ApicurioOptions) {
    this.url = `http://127.0.0.1:${port}`
    this.#deadlineMs = deadlineMs
    this.#jvm = new Jvm({
      name: 'the Schema Registry',
      java: runtime.jdk.java,
      args: [
        ...runtime.flags('registry'),
        '-Xmx256m',
        '-jar',
        path.join(runtime.jars.registry, 'quarkus-run.jar'),
      ],
      env: {
        QUARKUS_HTTP_HOST: '127.0.0.1',
        QUARKUS_HTTP_PORT: String(port),
        QUARKUS_MANAGEMENT_HOST: '127.0.0.1',
        QUARKUS_MANAGEMENT_PORT: String(managementPort),
        APICURIO_RULES_GLOBAL_COMPATIBILITY: 'BACKWARD',
      },
      cwd: folder,
      log: path.join(folder, 'registry.log'),
      keeper,
    })
  }

  get pid(): number | undefined {
    return this.#jvm.pid
  }

  launch(): Promise<void> {
    return this.#jvm.start()
  }

  async untilReady(): Promise<void> {
    await this.#jvm.untilReady(async () => {
      const answer = await request(`${this.url}/apis/ccompat/v7/subjects`)
      await answer.body.dump()
      return answer.statusCode === 200
    }, this.#deadlineMs())
  }

  stop(graceMs?: number): Promise<void> {
    return this.#jvm.stop(graceMs)
  }

  kill(): Promise<void> {
    return this.#jvm.kill()
  }

  logTail(lines?: number): Promise<string> {
    return this.#jvm.logTail(lines)
  }
}
