// Real namespaces; where this machine has none there is nothing to try.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { whyNoNamespaces } from '#harness/host/namespaces.ts'

/** Two servers and an abstract socket on the machine's side; `inside` is a command in the lab's network. */
const SCRIPT = `
  import { execFileSync, spawnSync } from 'node:child_process'
  import { createServer } from 'node:http'
  import net from 'node:net'
  const { openLabNetwork } = await import(process.argv[1])
  const serve = text => new Promise(resolve => {
    const server = createServer((request, response) => response.end(text + request.url))
    server.listen(0, '127.0.0.1', () => resolve(server.address().port))
  })
  const [lab, other] = [await serve('lab'), await serve('other')]
  const abstract = net.createServer().listen('\\0day2-canary-' + process.pid)
  const network = await openLabNetwork([lab])
  const inside = line => new Promise(resolve => {
    import('node:child_process').then(({ exec }) =>
      exec('nsenter --net=' + network.path + ' sh -c "' + line + '"', (error, stdout) => resolve(stdout.trim())))
  })
  const found = {
    lab: await inside('curl -s http://localhost:' + lab + '/x'),
    other: await inside('curl -s http://localhost:' + other + '/x'),
    abstract: await inside('grep -c day2-canary-' + process.pid + ' /proc/self/net/unix'),
    outside: execFileSync('grep', ['-c', 'day2-canary-' + process.pid, '/proc/net/unix'], { encoding: 'utf8' }).trim(),
    interfaces: await inside('grep -c : /proc/self/net/dev'),
  }
  await network[Symbol.asyncDispose]()
  found.gone = spawnSync('ls', [network.path]).status !== 0
  console.log(JSON.stringify(found))
  process.exit(0)
`

describe.skipIf(whyNoNamespaces() !== undefined)('a network with nothing but the lab', () => {
  it("has the lab's ports, and nothing else of the machine", () => {
    const module = path.join(import.meta.dirname, 'lab-network.ts')
    const command = [process.execPath, '--input-type=module', '-e', SCRIPT, module]
    const { stdout, stderr } = spawnSync('unshare', ['--user', '--map-root-user', ...command], {
      encoding: 'utf8',
      env: { ...process.env, no_proxy: '*' },
    })
    expect(stderr).toBe('')
    expect(JSON.parse(stdout)).toEqual({
      lab: 'lab/x',
      other: '',
      abstract: '0',
      outside: '1',
      interfaces: '1',
      gone: true,
    })
  })

  it('says why it cannot be made', () => {
    const script = `const { openLabNetwork } = await import(process.argv[1]); await openLabNetwork([1]).catch(error => console.log(error.message))`
    const module = path.join(import.meta.dirname, 'lab-network.ts')
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script, module], {
      encoding: 'utf8',
      env: { ...process.env, PATH: '/nowhere' },
    })
    expect(stdout).toContain('a network for the programs could not be made: spawn unshare ENOENT')
  })
})
