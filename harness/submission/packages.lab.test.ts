// Which packages programs find: those of the submission, of the machine's user, and ours.
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { ProgramRunner } from './testing/program-runner.ts'

let runner: ProgramRunner
beforeAll(async () => {
  runner = await ProgramRunner.open()
})
afterAll(() => runner?.[Symbol.asyncDispose]())
afterEach(() => vi.unstubAllEnvs())

const zx = (says: string) => ({
  'node_modules/zx/package.json': '{"name":"zx","type":"module","exports":"./index.js"}',
  'node_modules/zx/index.js': `export default '${says}'`,
})
const above = (files: Record<string, string>) =>
  Object.fromEntries(Object.entries(files).map(([name, content]) => [`../${name}`, content]))

test('packages of the exercise win over those of the submission, and these over ours', async () => {
  const app = {
    'app.ts': `import zx from 'zx'; import { Kafka } from 'kafkajs'; console.log(typeof zx === 'string' ? zx : 'ours', typeof Kafka)`,
  }
  const printed = async (files: Record<string, string>) => {
    const { out, err } = await runner.run({ ...app, ...files })
    return err || out
  }
  expect(await printed({ ...zx('exercise'), ...above(zx('root')) })).toBe('exercise function\n')
  expect(await printed(above(zx('root')))).toBe('root function\n')
})

test('Python finds what its user has installed, and misses nothing where that is nothing', async ({
  skip,
}) => {
  const version = await promisify(execFile)('python3', [
    '-c',
    'import sys; print("%d.%d" % sys.version_info[:2])',
  ]).catch(() => undefined)
  if (!version || process.platform !== 'linux')
    return skip('it needs python3, and a place for packages that is known')
  await using made = new AsyncDisposableStack()
  const home = await mkdtemp(path.join(os.tmpdir(), 'day2-hóme '))
  made.defer(() => rm(home, { recursive: true, force: true }))
  const app = {
    'app.py':
      'import os\ntry:\n  import mine; print(mine.x)\nexcept ImportError: print("none")\nprint(os.environ["HOME"] != os.path.dirname(os.environ.get("PYTHONUSERBASE", "")))',
  }
  vi.stubEnv('HOME', home)
  vi.stubEnv('PYTHONUSERBASE', undefined)
  expect(await runner.run(app)).toMatchObject({ out: 'none\nTrue\n', err: '' })
  const packages = path.join(home, '.local/lib', `python${version.stdout.trim()}`, 'site-packages')
  await mkdir(packages, { recursive: true })
  await writeFile(path.join(packages, 'mine.py'), 'x = "installed"')
  expect(await runner.run(app)).toMatchObject({ out: 'installed\nTrue\n', err: '' })
})
