// server.properties of one combined broker and controller of the embedded engine.
import type { Settings } from '#harness/runtime/properties.ts'
import { BROKER_SETTINGS } from '../broker-settings.ts'
import type { BrokerId } from '../lab.ts'
import type { Addresses } from './addresses.ts'

/** In the broker's working folder, by its name alone: `log.dirs` is a list, and a path may hold a comma. */
export const DATA = 'data'

export function brokerConfig(id: BrokerId, addresses: Addresses): Settings {
  const voters = ([1, 2, 3] as const).map(n => `${n}@127.0.0.1:${addresses.controller[n]}`).join(',')
  return {
    'process.roles': 'broker,controller',
    'node.id': id,
    'controller.quorum.voters': voters,
    'controller.listener.names': 'CONTROLLER',
    'inter.broker.listener.name': 'CLIENT',
    listeners: `CLIENT://${addresses.bind}:${addresses.broker[id]},CONTROLLER://127.0.0.1:${addresses.controller[id]}`,
    'advertised.listeners': `CLIENT://127.0.0.1:${addresses.broker[id]}`,
    'listener.security.protocol.map': 'CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'log.dirs': DATA,
    ...BROKER_SETTINGS,
  }
}
