import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { testFolder } from '#harness/submission/testing/test-folder.ts'
import { prepareRuntime } from './runtime.ts'
import { prepareStorageTemplate } from './storage-template.ts'

it.each(['Doe, Jane', 'jürgen #1 \\ a=b'])('storage is formatted in a cache below %j', async name => {
  const { jdk, jars } = await prepareRuntime(() => {})
  const cache = path.join(await testFolder(), name)
  await mkdir(cache)
  // The class path is another matter: the jars stay where they are.
  vi.stubEnv('DAY2_CACHE', cache)
  onTestFinished(() => void vi.unstubAllEnvs())
  const storage = await prepareStorageTemplate(jdk, jars, () => {})
  expect(path.dirname(storage)).toBe(cache)
  expect(await readFile(path.join(storage, 'meta.properties'), 'utf8')).toContain('node.id=1')
})
