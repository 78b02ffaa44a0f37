// What gives a grade a network and a process tree of its own, and the guide's ports where it has none.
import { createServer } from 'node:net'
import { whyNoNamespaces } from '#harness/host/namespaces.ts'
import { onPath } from './ask.ts'
import type { Finding } from './finding.ts'

export function judgeNamespaces(why: string | undefined, platform: NodeJS.Platform): Finding {
  const base = { id: 'namespaces', what: 'Namespaces' }
  if (why === undefined)
    return {
      ...base,
      state: 'good',
      text: 'every grade has a private network, a private /tmp and its own processes',
    }
  const without = 'programs must use the environment variables instead of localhost:9092'
  if (platform !== 'linux') return { ...base, state: 'hint', text: `Linux alone has them; ${without}` }
  return {
    ...base,
    state: 'hint',
    text: `cannot be made (${why}); ${without}`,
    ways: {
      debian: wayIntoNamespaces(why),
      macos: 'not to be had',
      windows: 'run the grader in WSL',
    },
  }
}

function wayIntoNamespaces(why: string): string {
  if (why.includes('DAY2_NAMESPACES')) return 'unset DAY2_NAMESPACES'
  if (why.includes('cannot be run')) return 'sudo apt-get install util-linux iproute2'
  if (why.includes('ip: not found')) return 'sudo apt-get install iproute2'
  return (
    'sudo sysctl -w kernel.unprivileged_userns_clone=1; on Ubuntu 24 kernel.apparmor_restrict_unprivileged_userns=0; ' +
    'in a container: docker run --privileged'
  )
}

const COMMANDS: Record<string, string> = { ip: 'iproute2', unshare: 'util-linux', setsid: 'util-linux' }

/** @param missing those of ip, unshare and setsid that are not on the PATH */
export function judgeCommands(missing: readonly string[], platform: NodeJS.Platform): Finding {
  const base = { id: 'commands', what: 'ip, unshare, setsid' }
  if (platform !== 'linux') return { ...base, state: 'good', text: `not used on ${platform}` }
  if (missing.length === 0) return { ...base, state: 'good', text: 'on the PATH' }
  const packages = [...new Set(missing.map(name => COMMANDS[name]))].join(' ')
  return {
    ...base,
    state: 'hint',
    text: `not on the PATH: ${missing.join(', ')}; without them there are no namespaces`,
    ways: { debian: `sudo apt-get install ${packages}`, macos: 'not used', windows: 'not used' },
  }
}

export const GUIDE_PORTS = [9092, 9093, 9094, 8081, 8083]

/** @param privateNetwork grades have a network of their own, in which all ports are free */
export function judgePorts(taken: readonly number[], privateNetwork: boolean): Finding {
  const base = { id: 'ports', what: 'Ports' }
  if (privateNetwork)
    return {
      ...base,
      state: 'good',
      text: `${GUIDE_PORTS.join(', ')} are always free in a grade's own network`,
    }
  if (taken.length === 0) return { ...base, state: 'good', text: `${GUIDE_PORTS.join(', ')} are free` }
  return {
    ...base,
    state: 'hint',
    text: `${taken.join(', ')} taken by another program; the lab takes other ports, and the guide's addresses lead elsewhere`,
    ways: {
      debian: `ss -ltnp 'sport = :${taken[0]}'   tells which program (docker ps shows the guide's own cluster)`,
      macos: `lsof -nP -iTCP:${taken[0]} -sTCP:LISTEN`,
      windows: `Get-NetTCPConnection -LocalPort ${taken[0]}`,
    },
  }
}

/** Starts a process in namespaces: some milliseconds. */
export const examineNamespaces = (): Finding => judgeNamespaces(whyNoNamespaces(), process.platform)

export const examineCommands = (): Finding =>
  judgeCommands(
    Object.keys(COMMANDS).filter(name => onPath(name) === undefined),
    process.platform,
  )

export async function examinePorts(privateNetwork: boolean): Promise<Finding> {
  if (privateNetwork) return judgePorts([], true)
  const free = await Promise.all(GUIDE_PORTS.map(isFree))
  return judgePorts(
    GUIDE_PORTS.filter((_, index) => !free[index]),
    false,
  )
}

export function isFree(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
