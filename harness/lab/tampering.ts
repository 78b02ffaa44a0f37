// What a program of a submission has done to the lab itself, so that nobody can go on with it: settings of brokers, limits of clients,
// topics that the lab lives on. Suites and the grader change none of these while an exercise runs. The connections are kept from before
// the programs began: a limit on new ones does not keep this look out.
import { alterClientQuotasV1, describeClientQuotasV0 } from '@platformatic/kafka'
import { Wire } from '#harness/clients/wire.ts'
import { changedSettings, type DynamicSettings, settings } from './dynamic-settings.ts'

export interface TamperingOptions {
  bootstrapServers: string
  /** As they were when the lab was opened. */
  settings: DynamicSettings
  /** Topics of the lab's own. */
  keepTopics: readonly string[]
}

export class Tampering {
  readonly #options: TamperingOptions
  readonly #wire: Wire

  constructor(options: TamperingOptions) {
    this.#options = options
    this.#wire = new Wire(options.bootstrapServers)
  }

  /** In words such as "all brokers: max.connections.per.ip=1"; what cannot be asked is left out. */
  async found(): Promise<string[]> {
    const looks = [this.#settings(), this.#quotas(), this.#topics()]
    const found = await Promise.allSettled(looks)
    return found.flatMap(each => (each.status === 'fulfilled' ? each.value : []))
  }

  /**
   * Takes back what would keep everybody else from putting the lab in order: they make new connections, and many requests. What does
   * not work here is found again by the wipe.
   */
  async setBack(): Promise<void> {
    const undoSettings = async (): Promise<void> => {
      const { found, remove } = await settings(this.#wire, this.#options.settings).look()
      if (found.length > 0) await remove()
    }
    const undoQuotas = async (): Promise<void> => {
      const { broker, entries } = await this.#clientQuotas()
      if (!broker || entries.length === 0) return
      const changes = entries.map(({ entity, values }) => ({
        entities: entity,
        ops: values.map(({ key }) => ({ key, remove: true as const })),
      }))
      await this.#wire.ask(broker, connection => alterClientQuotasV1.api.async(connection, changes, false))
    }
    await Promise.allSettled([undoSettings(), undoQuotas()])
  }

  async close(): Promise<void> {
    await this.#wire.close()
  }

  #settings(): Promise<string[]> {
    return changedSettings(this.#wire, this.#options.settings)
  }

  async #clientQuotas() {
    const { brokers } = await this.#wire.metadata([])
    const [broker] = brokers
    if (!broker) return { broker, entries: [] }
    const { entries } = await this.#wire.ask(broker, connection =>
      describeClientQuotasV0.api.async(connection, [], false),
    )
    return { broker, entries: entries ?? [] }
  }

  async #quotas(): Promise<string[]> {
    const { entries } = await this.#clientQuotas()
    return entries.flatMap(({ entity, values }) => {
      const whom = entity
        .map(({ entityType, entityName }) => `${entityType} ${entityName ?? '(all)'}`)
        .join(', ')
      return values.map(({ key, value }) => `the quota of ${whom}: ${key}=${value}`)
    })
  }

  async #topics(): Promise<string[]> {
    const names = new Set((await this.#wire.metadata()).topics.map(({ name }) => name))
    return this.#options.keepTopics
      .filter(name => !names.has(name))
      .map(name => `${name}, a topic of Connect's own, was deleted`)
  }
}
