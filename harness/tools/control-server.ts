// The way from a submission's `docker` back into the grader: a small server on the loopback that looks at the lab and turns
// its components on and off. The token in its address keeps other programs of the machine out.
import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Broker, Lab } from '#harness/lab/lab.ts'
import { BROKER_ACTIONS, type BrokerAction, type LabState, type Outcome } from './lab-state.ts'
import { OrderGate } from './order-gate.ts'

export interface ControlServer {
  /** What the docker stand-in is to be started with. */
  url: string
  close(): Promise<void>
}

/** Its orders are carried out before the lab's next reset, during which it takes none. */
export async function startControlServer(lab: Lab): Promise<ControlServer> {
  const token = randomBytes(16).toString('hex')
  const gate = new OrderGate()
  lab.addDoor(gate)
  const server = createServer((request, response) => {
    // Nothing here reads a body.
    request.resume()
    void respond(request, response, token, route => answer(lab, gate, route))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/${token}`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  token: string,
  handle: (route: string) => Promise<unknown>,
): Promise<void> {
  const send = (status: number, body: unknown): void => {
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(body))
  }
  const [, given, ...rest] = (request.url ?? '').split('/')
  if (given !== token) return send(403, { message: 'this is not an address of the lab' })
  const route = `${request.method} ${rest.join('/')}`
  try {
    const body = await handle(route)
    if (body === undefined) send(404, { message: `the lab knows no ${route}` })
    else send(200, body)
  } catch (error) {
    send(500, { message: error instanceof Error ? error.message : String(error) })
  }
}

/** As many as a person would scroll through. */
const LOG_LINES = 1000

/** Undefined where there is no such route. */
async function answer(lab: Lab, gate: OrderGate, route: string): Promise<unknown> {
  if (route === 'GET state') return stateOf(lab)
  const count = /^POST connect\/scale\/([123])$/.exec(route)?.[1]
  if (count) return gate.pass(async () => ({ changed: await lab.connect.scale(Number(count)) }))
  const [, kind, place] = /^GET (brokers|workers)\/([123])\/log$/.exec(route) ?? []
  if (kind) {
    const components = kind === 'brokers' ? lab.brokers : lab.connect.workers
    const log = await components[Number(place) - 1]?.logTail(LOG_LINES)
    return log === undefined ? undefined : { log }
  }
  const [, id, what] = /^POST brokers\/([123])\/([a-z]+)$/.exec(route) ?? []
  const broker = lab.brokers.find(one => one.id === Number(id))
  const action = BROKER_ACTIONS.find(name => name === what)
  if (!broker || !action) return undefined
  return gate.pass(() => act(broker, action))
}

function stateOf(lab: Lab): LabState {
  return {
    brokers: lab.brokers.map(({ id, address, state }) => ({ id, address, state })),
    workers: lab.connect.workers.map(({ url, state }) => ({ url, state })),
    registryUrl: lab.registryUrl,
    connectUrl: lab.connect.url,
  }
}

async function act(broker: Broker, action: BrokerAction): Promise<Outcome> {
  if (action !== 'restart') return { changed: await broker[action]() }
  await broker.restart()
  return { changed: true }
}
