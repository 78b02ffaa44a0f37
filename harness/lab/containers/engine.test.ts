import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { findEngine, NoContainerEngine } from './engine.ts'

const socket = (): string => path.join(os.tmpdir(), `day2-engine-${process.pid}-${Math.random()}.sock`)

async function refusal(address: string): Promise<{ error: unknown; tookMs: number }> {
  const started = performance.now()
  const error = await findEngine({ DOCKER_HOST: address }).catch((error: unknown) => error)
  return { error, tookMs: performance.now() - started }
}

test('a missing engine is told in under a second, with the way out', async () => {
  const { error, tookMs } = await refusal('unix:///nowhere/docker.sock')
  expect(error).toBeInstanceOf(NoContainerEngine)
  expect(String(error)).toContain('unix:///nowhere/docker.sock: not there')
  expect(String(error)).toContain('--engine embedded')
  expect(tookMs).toBeLessThan(1000)
})

test('an engine that takes connections and never answers holds nothing up', async () => {
  const file = socket()
  const server = createServer(() => {})
  await new Promise<void>(resolve => server.listen(file, resolve))
  try {
    const { error, tookMs } = await refusal(`unix://${file}`)
    expect(String(error)).toMatch(/no answer within 700 ms/)
    expect(tookMs).toBeLessThan(1500)
  } finally {
    server.close()
  }
})

test('an address of another kind is named', async () => {
  const { error } = await refusal('ssh://somewhere')
  expect(String(error)).toContain('only unix, npipe and tcp')
})
