// Settings that were changed while the brokers ran, those of groups and levels of loggers included. Some are there from the start: the
// controller itself keeps min.insync.replicas as a dynamic default for all brokers.
import {
  ConfigResourceTypes,
  type ConfigResourceTypeValue,
  ConfigSources,
  describeConfigsV4,
  IncrementalAlterConfigOperationTypes,
} from '@platformatic/kafka'
import { listConfigResources } from '#harness/clients/list-config-resources.ts'
import type { Wire } from '#harness/clients/wire.ts'
import { poll, Unrecoverable } from '#harness/host/poll.ts'
import { LabFault } from './lab.ts'
import type { Kind } from './leftovers.ts'
import { CONNECT_TOPICS } from './worker-settings.ts'

/** By kind of resource, its name ('1', '2', '3', or '' for all brokers; a topic's; a group's) and the setting's. */
export type DynamicSettings = ReadonlyMap<string, Setting>

interface Setting {
  resourceType: ConfigResourceTypeValue
  resourceName: string
  name: string
  value: string | null | undefined
}

const { BROKER, BROKER_LOGGER, CLIENT_METRICS, GROUP, TOPIC } = ConfigResourceTypes

const KINDS: ReadonlyMap<ConfigResourceTypeValue, string> = new Map<ConfigResourceTypeValue, string>([
  [TOPIC, 'topic'],
  [GROUP, 'group'],
  [CLIENT_METRICS, 'client metrics'],
])

/** "topic connect-status", "broker 2", "all brokers". */
const whose = ({ resourceType, resourceName }: Pick<Setting, 'resourceType' | 'resourceName'>): string =>
  resourceName === '' ? 'all brokers' : `${KINDS.get(resourceType) ?? 'broker'} ${resourceName}`

/** A broker may not have heard yet of a topic that Connect has just made. */
export function readSettings(wire: Wire): Promise<DynamicSettings> {
  return poll('the settings that the lab begins with', () => read(wire), { deadlineMs: 30_000 })
}

/** The sources of what somebody has set while the cluster ran; a logger's level has always been set by somebody. */
const SET_HERE: readonly number[] = [
  ConfigSources.DYNAMIC_TOPIC_CONFIG,
  ConfigSources.DYNAMIC_BROKER_CONFIG,
  ConfigSources.DYNAMIC_DEFAULT_BROKER_CONFIG,
  ConfigSources.DYNAMIC_BROKER_LOGGER_CONFIG,
  ConfigSources.CLIENT_METRICS_CONFIG,
  ConfigSources.GROUP_CONFIG,
]

async function read(
  wire: Wire,
  asked?: Awaited<ReturnType<Wire['metadata']>>['brokers'],
): Promise<DynamicSettings> {
  const brokers = asked ?? (await wire.metadata([])).brokers
  const [first] = brokers
  if (!first) throw new Error('no broker answers')
  const named = await wire.ask(first, connection =>
    listConfigResources.async(connection, [CLIENT_METRICS, GROUP]),
  )
  const ofTheCluster: [ConfigResourceTypeValue, string][] = [
    [BROKER, ''],
    ...Object.values(CONNECT_TOPICS).map((topic): [ConfigResourceTypeValue, string] => [TOPIC, topic]),
    ...named.map(({ resourceType, resourceName }): [ConfigResourceTypeValue, string] => [
      resourceType,
      resourceName,
    ]),
  ]
  const found = new Map<string, Setting>()
  const ask = async (
    broker: { host: string; port: number },
    resources: [ConfigResourceTypeValue, string][],
  ): Promise<void> => {
    const questions = resources.map(([resourceType, resourceName]) => ({
      resourceType,
      resourceName,
      configurationKeys: null,
    }))
    const { results } = await wire.ask(broker, connection =>
      describeConfigsV4.api.async(connection, questions, false, false),
    )
    for (const { resourceType, resourceName, configs } of results) {
      for (const { name, value, configSource } of configs) {
        if (!SET_HERE.includes(configSource)) continue
        // A broker tells the common defaults beside its own; they are asked for by themselves, since its own hide them.
        if (resourceName !== '' && configSource === ConfigSources.DYNAMIC_DEFAULT_BROKER_CONFIG) continue
        const setting = { resourceType: resourceType as ConfigResourceTypeValue, resourceName, name, value }
        found.set(`${resourceType}:${resourceName}:${name}`, setting)
      }
    }
  }
  await Promise.all(
    brokers.map((broker, index) =>
      ask(broker, [
        [BROKER, String(broker.id)],
        [BROKER_LOGGER, String(broker.id)],
        ...(index > 0 ? [] : ofTheCluster),
      ]),
    ),
  )
  return found
}

/** What has been set or lost since, as the brokers tell that can be asked: "broker 2: log.cleaner.threads=2". Loggers and groups keep nobody out. */
export async function changedSettings(wire: Wire, before: DynamicSettings): Promise<string[]> {
  const { brokers } = await wire.metadata([])
  const told = await Promise.allSettled(brokers.map(broker => read(wire, [broker])))
  const changed = told
    .flatMap(each => (each.status === 'fulfilled' ? [...each.value] : []))
    .filter(([key, { value }]) => before.get(key)?.value !== value)
    .map(([, setting]) => setting)
    .filter(({ resourceType }) => resourceType === BROKER || resourceType === TOPIC)
  // Whoever writes to a topic that was deleted makes it anew, as the brokers' defaults say.
  const lost = told.flatMap(each =>
    each.status === 'fulfilled'
      ? [...before]
          .filter(([key, { resourceType }]) => resourceType === TOPIC && !each.value.has(key))
          .map(([, setting]) => `${whose(setting)} was deleted, or has lost its ${setting.name}`)
      : [],
  )
  const set = changed.map(setting => `${whose(setting)}: ${setting.name}=${setting.value ?? '(none)'}`)
  return [...new Set([...set, ...lost])]
}

/** Settings that are not what they were, those that are gone included. */
export const settings = (wire: Wire, before: DynamicSettings): Kind => ({
  name: 'changed settings',
  async look() {
    const now = await read(wire)
    const changed = [...new Set([...before.keys(), ...now.keys()])].flatMap(key => {
      const [was, is] = [before.get(key), now.get(key)]
      const any = is ?? was
      if (!any || was?.value === is?.value) return []
      // Loggers come to be while a broker runs, with the level of what is above them.
      if (any.resourceType === BROKER_LOGGER && !(was && is)) return []
      return [{ ...any, before: was?.value, is }]
    })
    const { DELETE, SET } = IncrementalAlterConfigOperationTypes
    return {
      found: changed.map(setting => `${whose(setting)}: ${setting.name}`),
      remove: async () => {
        const lost = changed.find(({ resourceType, is }) => resourceType === TOPIC && !is)
        // It was deleted, and made anew by whoever wrote to it next; Connect reads its topics once, when it starts.
        if (lost)
          throw new Unrecoverable(
            new LabFault(`the lab's own topic ${lost.resourceName} was deleted, or lost its ${lost.name}`),
          )
        const { brokers } = await wire.metadata([])
        await Promise.all(
          changed.map(({ resourceType, resourceName, name, before: value }) => {
            const config =
              value === undefined || value === null
                ? { name, configOperation: DELETE }
                : { name, configOperation: SET, value }
            const change = [{ resourceType, resourceName, configs: [config] }]
            // A logger's level is known to its own broker alone.
            const own =
              resourceType === BROKER_LOGGER && brokers.find(({ id }) => String(id) === resourceName)
            return own ? wire.alterConfigsAt(own, change) : wire.alterConfigs(change)
          }),
        )
      },
    }
  },
})
