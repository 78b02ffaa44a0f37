// Feature levels of the cluster (kafka-features.sh): without group.version nobody can use the consumer protocol any more.
import { apiVersionsV4, FeatureUpgradeTypes, updateFeaturesV1 } from '@platformatic/kafka'
import { anyBroker, type Wire } from '#harness/clients/wire.ts'
import type { Kind } from './leftovers.ts'

/** By name, the level in force; a feature that is off is not there. */
export type FeatureLevels = ReadonlyMap<string, number>

export async function readFeatureLevels(wire: Wire): Promise<FeatureLevels> {
  const { finalizedFeatures = [] } = await wire.ask(await anyBroker(wire), connection =>
    apiVersionsV4.api.async(connection, 'day2-grader', '1'),
  )
  return new Map(finalizedFeatures.map(({ name, maxVersionLevel }) => [name, maxVersionLevel]))
}

const UPDATE_MS = 10_000

/** Levels that are not what they were when the lab was opened. */
export const featureLevels = (wire: Wire, before: FeatureLevels): Kind => ({
  name: 'feature levels',
  async look() {
    const now = await readFeatureLevels(wire)
    const names = [...new Set([...before.keys(), ...now.keys()])]
    const changed = names
      .map(feature => ({ feature, was: before.get(feature) ?? 0, is: now.get(feature) ?? 0 }))
      .filter(({ was, is }) => was !== is)
    return {
      found: changed.map(({ feature, was, is }) => `${feature} ${is} instead of ${was}`),
      remove: async () => {
        const updates = changed.map(({ feature, was, is }) => ({
          feature,
          maxVersionLevel: was,
          upgradeType: was > is ? FeatureUpgradeTypes.UPGRADE : FeatureUpgradeTypes.SAFE_DOWNGRADE,
        }))
        await wire.ask(await anyBroker(wire), connection =>
          updateFeaturesV1.api.async(connection, UPDATE_MS, updates, false),
        )
      },
    }
  },
})
