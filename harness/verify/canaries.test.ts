// A canary that nobody could find would say nothing: without the sandbox the hostile case finds each of them.
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { PROJECT } from '#harness/host/project.ts'
import { openCanaries } from './canaries.ts'

it.skipIf(process.platform !== 'linux')('all are found by who looks for them outside', async () => {
  await using _canaries = await openCanaries()
  const file = path.join(PROJECT, 'suites/04-schema-registry/hostile/looks-for-other-grades/register.sh')
  const script = await readFile(file, 'utf8')
  const looks = script.split('\n').filter(line => /canary|CANARY|28713/.test(line) && !line.startsWith('#'))
  expect(looks.length).toBe(5)
  for (const look of looks) {
    const found = await promisify(execFile)('bash', ['-c', `reached() { echo "$*"; }\n${look}\ntrue`])
    expect(found.stdout, look).toMatch(/another grade|environment/)
  }
})
