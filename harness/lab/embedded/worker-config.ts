// connect-distributed.properties of one worker of the embedded engine.
import type { Settings } from '#harness/runtime/properties.ts'
import { WORKER_SETTINGS } from '../worker-settings.ts'

export interface WorkerSettings {
  bootstrapServers: string
  bind: string
  port: number
}

/** In the worker's working folder, by its name alone: `plugin.path` is a list, and a path may hold a comma. */
export const PLUGINS = 'plugins'

export function workerConfig({ bootstrapServers, bind, port }: WorkerSettings): Settings {
  return {
    'bootstrap.servers': bootstrapServers,
    listeners: `http://${bind}:${port}`,
    'rest.advertised.host.name': '127.0.0.1',
    'rest.advertised.port': port,
    'plugin.path': PLUGINS,
    ...WORKER_SETTINGS,
  }
}
