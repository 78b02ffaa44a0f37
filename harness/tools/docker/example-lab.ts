// A lab as its state reads, on the ports that it has where the guide's own are not free; for tests.
import type { LabState } from '../lab-state.ts'

export const EXAMPLE_LAB: LabState = {
  brokers: [
    { id: 1, address: '127.0.0.1:21001', state: 'running' },
    { id: 2, address: '127.0.0.1:21002', state: 'running' },
    { id: 3, address: '127.0.0.1:21003', state: 'stopped' },
  ],
  workers: [
    { url: 'http://127.0.0.1:21011', state: 'running' },
    { url: 'http://127.0.0.1:21012', state: 'running' },
  ],
  registryUrl: 'http://127.0.0.1:21021',
  connectUrl: 'http://127.0.0.1:21011',
}

/** The same on the guide's ports, as inside namespaces. */
export const GUIDE_LAB: LabState = {
  brokers: [
    { id: 1, address: '127.0.0.1:9092', state: 'running' },
    { id: 2, address: '127.0.0.1:9093', state: 'running' },
    { id: 3, address: '127.0.0.1:9094', state: 'running' },
  ],
  workers: [{ url: 'http://127.0.0.1:8083', state: 'running' }],
  registryUrl: 'http://[::]:8081',
  connectUrl: 'http://127.0.0.1:8083',
}
