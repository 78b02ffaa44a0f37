import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { isFree, judgeCommands, judgeNamespaces, judgePorts } from './isolation.ts'

describe('namespaces', () => {
  it('are good where they can be made', () => {
    expect(judgeNamespaces(undefined, 'linux').state).toBe('good')
  })

  it.each([
    ['unshare: unshare failed: Operation not permitted', 'sysctl'],
    ['unshare cannot be run (spawnSync unshare ENOENT)', 'util-linux'],
    ['sh: 1: ip: not found', 'iproute2'],
    ['DAY2_NAMESPACES=0 asks for none', 'unset DAY2_NAMESPACES'],
  ])('missing because of "%s"', (why, way) => {
    const finding = judgeNamespaces(why, 'linux')
    expect(finding.state).toBe('hint')
    expect(finding.text).toContain(why)
    expect(finding.ways?.debian).toContain(way)
  })

  it('are not missed where no system has them', () => {
    expect(judgeNamespaces('darwin has no Linux namespaces', 'darwin')).not.toHaveProperty('ways')
  })
})

describe('commands', () => {
  it('are named with their packages', () => {
    expect(judgeCommands([], 'linux').state).toBe('good')
    expect(judgeCommands(['ip', 'unshare', 'setsid'], 'linux').ways?.debian).toBe(
      'sudo apt-get install iproute2 util-linux',
    )
    expect(judgeCommands(['ip'], 'win32').state).toBe('good')
  })
})

describe('ports', () => {
  it('are only a hint, and only without a private network', () => {
    expect(judgePorts([9092], true).state).toBe('good')
    expect(judgePorts([], false).state).toBe('good')
    expect(judgePorts([9092, 8081], false)).toMatchObject({
      state: 'hint',
      text: "9092, 8081 taken by another program; the lab takes other ports, and the guide's addresses lead elsewhere",
    })
  })

  it('are asked for by listening', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    expect(await isFree(port)).toBe(false)
    server.close()
    await once(server, 'close')
    expect(await isFree(port)).toBe(true)
  })
})
