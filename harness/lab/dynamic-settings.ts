// Settings that were changed while the brokers ran. Some are there from the start: the controller itself keeps
// min.insync.replicas as a dynamic default for all brokers.
import {
  Admin,
  ConfigResourceTypes,
  ConfigSources,
  IncrementalAlterConfigOperationTypes,
} from '@platformatic/kafka'
import type { Wire } from '#harness/clients/wire.ts'

/** Resource name ('1', '2', '3', or '' for all brokers) and setting -> value. */
export type DynamicSettings = ReadonlyMap<string, Setting>

interface Setting {
  resourceName: string
  name: string
  value: string | null | undefined
}

const resourceType = ConfigResourceTypes.BROKER

export async function readSettings(bootstrapServers: string): Promise<DynamicSettings> {
  const admin = new Admin({ clientId: 'day2-grader', bootstrapBrokers: bootstrapServers.split(',') })
  try {
    return await read(admin)
  } finally {
    await admin.close()
  }
}

async function read(admin: Admin): Promise<DynamicSettings> {
  const resources = ['1', '2', '3'].map(resourceName => ({
    resourceType,
    resourceName,
    configurationKeys: null,
  }))
  const found = new Map<string, Setting>()
  for (const { resourceName: broker, configs } of await admin.describeConfigs({ resources })) {
    for (const { name, value, configSource } of configs) {
      const forAll = configSource === ConfigSources.DYNAMIC_DEFAULT_BROKER_CONFIG
      if (!forAll && configSource !== ConfigSources.DYNAMIC_BROKER_CONFIG) continue
      const resourceName = forAll ? '' : broker
      found.set(`${resourceName}:${name}`, { resourceName, name, value })
    }
  }
  return found
}

/** Brings the settings back to `before`. A setting for one broker hides one for all, so it looks again after a change. */
export async function restoreSettings(admin: Admin, wire: Wire, before: DynamicSettings): Promise<void> {
  for (let round = 0; round < 3; round++) {
    const now = await read(admin)
    const changes = [...now].filter(([key, { value }]) => before.get(key)?.value !== value)
    if (changes.length === 0) return
    const { DELETE, SET } = IncrementalAlterConfigOperationTypes
    await wire.alterConfigs(
      changes.map(([key, { resourceName, name }]) => {
        const value = before.get(key)?.value
        const config =
          value === undefined || value === null
            ? { name, configOperation: DELETE }
            : { name, configOperation: SET, value }
        return { resourceType, resourceName, configs: [config] }
      }),
    )
  }
}
