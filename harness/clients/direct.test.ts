import { execFile } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

test('a proxy in the environment is not asked on the way to the lab', async () => {
  const server = createServer((_, response) => response.end('from the lab'))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const script = `
    const { rest } = await import(${JSON.stringify(new URL('rest.ts', import.meta.url).href)})
    console.log((await rest('http://127.0.0.1:${port}/', { method: 'GET' })).text)`
  // Nobody listens there.
  const proxy = 'http://127.0.0.1:1'
  const env = {
    ...process.env,
    NODE_USE_ENV_PROXY: '1',
    HTTP_PROXY: proxy,
    http_proxy: proxy,
    NO_PROXY: '',
    no_proxy: '',
  }
  const options = ['--input-type=module', '--eval', script]
  const { stdout } = await promisify(execFile)(process.execPath, options, { env })
  server.close()
  expect(stdout).toBe('from the lab\n')
})
