// Which container engine answers on this machine: Docker or Podman, asked over its socket before anything heavy is loaded.
import { readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import Dockerode from 'dockerode'
import { UserError } from '#harness/host/user-error.ts'

/** An engine that is there answers a ping in milliseconds; a stuck one must not hold up the message. */
const PATIENCE_MS = 700

export interface ContainerEngine {
  readonly docker: Dockerode
  /** As `DOCKER_HOST` names it. */
  readonly address: string
}

/** No container engine answers; what was tried, and the way out. */
export class NoContainerEngine extends UserError {
  override readonly name = 'NoContainerEngine'
}

/** @throws NoContainerEngine within a second */
export async function findEngine(env: NodeJS.ProcessEnv = process.env): Promise<ContainerEngine> {
  const addresses = candidates(env)
  const answers = await Promise.all(addresses.map(ask))
  const found = answers.find(answer => typeof answer !== 'string')
  if (found && typeof found !== 'string') return found
  const tried = addresses.map((address, index) => `  ${address}: ${answers[index]}`)
  throw new NoContainerEngine(
    [
      'No container engine answers on this machine:',
      ...tried,
      ...wayOut(answers.filter(answer => typeof answer === 'string')),
      'Or run the lab without containers: --engine embedded needs a JDK 21 or newer and Maven.',
    ].join('\n'),
  )
}

function wayOut(answers: string[]): string[] {
  if (answers.some(answer => answer.includes('EACCES')))
    return ['Your user may not talk to it: `sudo usermod -aG docker $USER`, then log in again.']
  if (process.platform === 'linux')
    return ['Start it with `sudo systemctl start docker` (Debian, Ubuntu: `sudo apt-get install docker.io`).']
  return ['Start Docker Desktop, and wait until it says that the engine runs.']
}

function candidates(env: NodeJS.ProcessEnv): string[] {
  if (env.DOCKER_HOST) return [env.DOCKER_HOST]
  const home = os.homedir()
  if (process.platform === 'win32') return ['npipe:////./pipe/docker_engine']
  const runtime = env.XDG_RUNTIME_DIR ?? `/run/user/${process.getuid?.() ?? 0}`
  const sockets = [
    '/var/run/docker.sock',
    path.join(runtime, 'docker.sock'),
    path.join(home, '.docker/run/docker.sock'),
    path.join(home, '.docker/desktop/docker.sock'),
    path.join(home, '.colima/default/docker.sock'),
    path.join(home, '.rd/docker.sock'),
    path.join(runtime, 'podman/podman.sock'),
  ]
  return sockets.map(socket => `unix://${socket}`)
}

/** The engine, or why there is none. */
async function ask(address: string): Promise<ContainerEngine | string> {
  try {
    const options = connection(address)
    await new Dockerode({ ...options, timeout: PATIENCE_MS }).ping()
    return { docker: new Dockerode(options), address }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return 'not there'
    if (code === 'ECONNREFUSED') return 'nobody listens (ECONNREFUSED)'
    return /abort|timeout|hang up/i.test(message) ? `no answer within ${PATIENCE_MS} ms` : message
  }
}

function connection(address: string): Dockerode.DockerOptions {
  const [, scheme = '', rest = ''] = /^([a-z]+):\/\/(.*)$/.exec(address) ?? []
  if (scheme === 'unix') return { socketPath: rest }
  if (scheme === 'npipe') return { socketPath: rest.replace(/^\/*(?=\.\/pipe)/, '//') }
  if (scheme !== 'tcp' && scheme !== 'http' && scheme !== 'https')
    throw new Error('only unix, npipe and tcp addresses are understood')
  const { hostname, port } = new URL(address.replace(/^tcp/, 'http'))
  const certificates = process.env.DOCKER_CERT_PATH
  if (process.env.DOCKER_TLS_VERIFY && certificates) {
    const [ca, cert, key] = ['ca.pem', 'cert.pem', 'key.pem'].map(name =>
      readFileSync(path.join(certificates, name)),
    )
    return {
      protocol: 'https',
      host: hostname,
      port: port || 2376,
      ...(ca && cert && key ? { ca, cert, key } : {}),
    }
  }
  return { protocol: scheme === 'https' ? 'https' : 'http', host: hostname, port: port || 2375 }
}
