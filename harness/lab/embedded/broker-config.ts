// server.properties of one combined broker and controller of the embedded engine.
import { BROKER_SETTINGS, type Settings } from '../broker-settings.ts'
import type { BrokerId } from '../lab.ts'
import type { Addresses } from './addresses.ts'

export function brokerConfig(id: BrokerId, addresses: Addresses, logDir: string): Settings {
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
    'log.dirs': logDir,
    ...BROKER_SETTINGS,
  }
}

export { properties } from '../broker-settings.ts'
