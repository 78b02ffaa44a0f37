// connect-distributed.properties of one worker of the embedded engine.
import type { Settings } from '../broker-settings.ts'
import { WORKER_SETTINGS } from '../worker-settings.ts'

export interface WorkerSettings {
  bootstrapServers: string
  bind: string
  port: number
  plugins: string
}

export function workerConfig({ bootstrapServers, bind, port, plugins }: WorkerSettings): Settings {
  return {
    'bootstrap.servers': bootstrapServers,
    listeners: `http://${bind}:${port}`,
    'rest.advertised.host.name': '127.0.0.1',
    'rest.advertised.port': port,
    'plugin.path': plugins,
    ...WORKER_SETTINGS,
  }
}

export { CONNECT_GROUP, CONNECT_TOPICS } from '../worker-settings.ts'
