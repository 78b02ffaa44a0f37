// What a program of a submission has done to the lab itself, so that nobody can go on with it: settings of brokers, limits of clients,
// topics that the lab lives on. Suites and the grader change none of these while an exercise runs. The connections are kept from before
// the programs began: a limit on new ones does not keep this look out.
import { Wire } from '#harness/clients/wire.ts'
import { quotas } from './access-leftovers.ts'
import { changedSettings, type DynamicSettings, settings } from './dynamic-settings.ts'
import { missingTopics } from './topic-leftovers.ts'
import { CONNECT_TOPICS } from './worker-settings.ts'

export class Tampering {
  readonly #wire: Wire
  readonly #before: DynamicSettings

  /** @param before as settings were when the lab was opened */
  constructor(bootstrapServers: string, before: DynamicSettings) {
    this.#wire = new Wire(bootstrapServers)
    this.#before = before
  }

  /** In words such as "all brokers: max.connections.per.ip=1"; what cannot be asked is left out. */
  async found(): Promise<string[]> {
    const looks = [changedSettings(this.#wire, this.#before), this.#quotas(), this.#topics()]
    const found = await Promise.allSettled(looks)
    return found.flatMap(each => (each.status === 'fulfilled' ? each.value : []))
  }

  /**
   * Takes back what would keep everybody else from putting the lab in order: they make new connections, and many requests. What does
   * not work here is found again by the wipe.
   */
  async setBack(): Promise<void> {
    const kinds = [settings(this.#wire, this.#before), quotas(this.#wire)]
    await Promise.allSettled(
      kinds.map(async kind => {
        const { found, remove } = await kind.look()
        if (found.length > 0) await remove()
      }),
    )
  }

  async close(): Promise<void> {
    await this.#wire.close()
  }

  async #quotas(): Promise<string[]> {
    return (await quotas(this.#wire).look()).found.map(quota => `the quota of ${quota}`)
  }

  async #topics(): Promise<string[]> {
    const gone = await missingTopics(this.#wire, Object.values(CONNECT_TOPICS))
    return gone.map(name => `${name}, a topic of Connect's own, was deleted`)
  }
}
