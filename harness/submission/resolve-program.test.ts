import { mkdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ProgramAmbiguous, ProgramMissing, resolveProgram } from './resolve-program.ts'
import { fill, type Tree, testFolder } from './testing/test-folder.ts'

async function resolve(tree: Tree, name = 'setup') {
  const folder = join(await testFolder(), '03-word-count')
  await mkdir(folder)
  await fill(folder, tree)
  const { file, kind } = await resolveProgram(folder, name)
  expect(file).toBe(join(folder, basename(file)))
  return { file: basename(file), kind }
}

async function complaint(tree: Tree, type: new (text: string) => Error = ProgramMissing): Promise<string> {
  const error = await resolve(tree).catch(thrown => thrown)
  expect(error).toBeInstanceOf(type)
  return error.message
}

describe('a program', () => {
  it.each([
    ['setup.ts', 'node'],
    ['setup.mts', 'node'],
    ['setup.js', 'node'],
    ['setup.mjs', 'node'],
    ['setup.sh', 'bash'],
    ['setup.java', 'java-source'],
    ['setup.jar', 'jar'],
    ['setup.py', 'python'],
  ])('%s runs as %s', async (file, kind) => {
    expect(await resolve({ [file]: '' })).toEqual({ file, kind })
  })

  it('without extension runs itself', async () => {
    expect(await resolve({ setup: { run: '#!/bin/sh\n' } })).toEqual({ file: 'setup', kind: 'executable' })
  })

  it.skipIf(process.platform === 'win32')('compiled for this machine runs itself', async () => {
    const compiled = await readFile('/bin/sh')
    expect(await resolve({ setup: { run: compiled } })).toEqual({ file: 'setup', kind: 'executable' })
    expect(await complaint({ setup: compiled })).toContain('setup (not executable; chmod +x it)')
  })

  it('compiled for another machine says so', async () => {
    expect(await complaint({ setup: { run: 'MZ\x90\0' } })).toMatch(
      /setup \(compiled for Windows; this machine is \w+ on .+: compile it for that\)/,
    )
  })

  it('is found among what does not count', async () => {
    const tree: Tree = {
      'setup.sh': '',
      'setup.md': '',
      'setup.json': '',
      'setup.class': '',
      'setup.sh~': '',
      'setup.test.ts': '',
      'setup-topics.sh': '',
      'Setup.sh': '',
      'setup.py': { link: 'setup.sh' },
      'setup.js/index.js': '',
      setup: '#!/bin/sh\n',
      'presetup.sh': '',
    }
    expect(await resolve(tree)).toEqual({ file: 'setup.sh', kind: 'bash' })
  })
})

it('two programs of one name are ambiguous', async () => {
  expect(await complaint({ 'setup.ts': '', 'setup.sh': '' }, ProgramAmbiguous)).toBe(
    'ambiguous program: 03-word-count/ holds setup.sh and setup.ts; keep one of them',
  )
  await complaint({ setup: { run: '#!/bin/sh' }, 'setup.sh': '' }, ProgramAmbiguous)
})

describe('a missing program', () => {
  it('is asked for by all its names', async () => {
    expect(await complaint({ 'other.sh': '' })).toBe(
      'missing program: 03-word-count/ holds no setup.ts, setup.mts, setup.js, setup.mjs, setup.sh, setup.java, setup.jar, setup.py or setup (with run bit, and a #! line or compiled)\nWhat is there: other.sh',
    )
  })

  it.each<[Tree, string]>([
    [{ 'Setup.sh': '' }, 'Setup.sh (call it setup.sh; upper and lower case matter)'],
    [{ 'setup.SH': '' }, 'setup.SH (call it setup.sh; upper and lower case matter)'],
    [{ SETUP: '' }, 'SETUP (call it setup; upper and lower case matter)'],
    [{ 'setup.txt': '' }, 'setup.txt (.txt cannot be run)'],
    [{ 'setup.sh.txt': '' }, 'setup.sh.txt (call it setup.sh)'],
    [{ 'setup (1).ts': '' }, 'setup (1).ts (call it setup.ts)'],
    [{ 'setup - Copy (2).TS': '' }, 'setup - Copy (2).TS (call it setup.ts)'],
    [{ 'Copy of setup.py': '' }, 'Copy of setup.py (call it setup.py)'],
    [
      { 'setpu.ts': '', 'set_up.sh': '' },
      'set_up.sh (did you mean setup.sh?), setpu.ts (did you mean setup.ts?)',
    ],
    [
      { 'setup.bat': '' },
      'setup.bat (.bat cannot be run: PowerShell and cmd are not there; write it as setup.sh (bash), or in another language of the table)',
    ],
    [{ 'setup.cjs': '' }, 'setup.cjs (.cjs cannot be run: call it setup.js; that may use require as well)'],
    [
      { '../pom.xml': '' },
      '../pom.xml (a Maven project: build it, and hand in its jar, with everything in it, as setup.jar)',
    ],
    [
      { 'pom.xml': '' },
      'pom.xml (a Maven project: build it, and hand in its jar, with everything in it, as setup.jar)',
    ],
    [
      { 'setup/build.gradle.kts': '' },
      'setup (a folder; a program is one file), setup/build.gradle.kts (a Gradle project: build it, and hand in its jar, with everything in it, as setup.jar)',
    ],
    [{ 'setup.sh~': '' }, 'setup.sh~ (.sh~ cannot be run)'],
    [{ 'setup.d.ts': '' }, 'setup.d.ts (its name before .ts is not setup)'],
    [{ setup: '#!/bin/sh' }, 'setup (not executable; chmod +x it)'],
    [{ setup: { run: 'echo' } }, 'setup (no #! line at its start, and not compiled for any machine)'],
    [{ setup: '' }, 'setup (no extension, and neither #! line nor run bit)'],
    [{ 'setup/index.ts': '' }, 'setup (a folder; a program is one file)'],
    [{ 'setup.sh': { link: '/bin/true' } }, 'setup.sh (a link; links are not followed)'],
    [{ 'src/setup.ts': '' }, 'src/setup.ts (in a sub-folder)'],
    [{ 'setup.md': '', 'setup.json': '' }, 'setup.json (.json cannot be run), setup.md (.md cannot be run)'],
  ])('%j', async (tree, nearMiss) => {
    expect((await complaint(tree)).split('\n')[1]).toBe(`These do not count: ${nearMiss}`)
  })
})
