import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findJava, findJdks } from './find-java.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'day2-jdks-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function jdk(name: string, version: string, tools = ['java', 'javac']): Promise<string> {
  const home = path.join(folder, name)
  await mkdir(path.join(home, 'bin'), { recursive: true })
  await writeFile(path.join(home, 'release'), `IMPLEMENTOR="x"\nJAVA_VERSION="${version}"\n`)
  for (const tool of tools) await writeFile(path.join(home, 'bin', tool), '')
  return home
}

test('the newest wins, wherever it is: JAVA_HOME, the PATH, a shelf', async () => {
  const env = { JAVA_HOME: await jdk('a', '21.0.9'), PATH: path.join(await jdk('b', '17.0.2'), 'bin') }
  await jdk('shelf/c', '25.0.1')
  await jdk('shelf/d', '25.0.10')
  await jdk('shelf/e', '1.8.0_392')
  const found = await findJdks(env, [path.join(folder, 'shelf')])
  expect(found.map(({ version }) => version)).toEqual(['25.0.10', '25.0.1', '21.0.9', '17.0.2', '1.8.0_392'])
  expect((await findJava(env, [path.join(folder, 'shelf')])).major).toBe(25)
})

test('a runtime without a compiler is no JDK', async () => {
  await jdk('shelf/jre', '25.0.1', ['java'])
  expect(await findJdks({}, [path.join(folder, 'shelf')])).toEqual([])
})

test('none, or only older ones: the message says what was seen and what to install', async () => {
  await expect(findJava({}, [])).rejects.toThrow(/needs a JDK 21 or newer.*None was found/)
  await jdk('shelf/old', '17.0.2')
  await expect(findJava({}, [path.join(folder, 'shelf')])).rejects.toThrow(
    /Only older ones were found: 17\.0\.2 in .*\n {2}Debian/,
  )
})
