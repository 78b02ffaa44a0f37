import { lstat, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fill, type Tree, testFolder } from '#harness/submission/testing/test-folder.ts'
import { copyStarter, replaces } from './copy-starter.ts'
import type { StarterChoice } from './starter-entries.ts'

const starter: Tree = {
  'README.md': 'how to begin',
  '.DS_Store': 'x',
  '01-one/README.md': 'task one',
  '01-one/setup.ts': 'todo',
  '02-two/app.java': 'todo',
  '02-two/run': { run: '#!/bin/sh' },
}

async function copyOnto(tree: Tree) {
  const from = await fill(join(await testFolder(), 'starter'), starter)
  const to = join(await testFolder(), 'mine')
  await fill(to, tree)
  return { ...(await copyStarter(from, to)), to }
}

const all = ['01-one/README.md', '01-one/setup.ts', '02-two/app.java', '02-two/run', 'README.md']

describe('copyStarter', () => {
  it('copies everything where nothing is, with run bits, and leaves nothing else behind', async () => {
    const { added, left, to } = await copyOnto({})
    expect(added).toEqual(all)
    expect(left).toEqual([])
    expect((await readdir(to, { recursive: true })).sort()).toEqual([
      '01-one',
      '01-one/README.md',
      '01-one/setup.ts',
      '02-two',
      '02-two/app.java',
      '02-two/run',
      'README.md',
    ])
    expect((await lstat(join(to, '02-two/run'))).mode & 0o100).toBe(0o100)
  })

  it('adds what is missing and leaves the rest as it is', async () => {
    const { added, left, to } = await copyOnto({ '01-one/setup.ts': 'my work', 'notes.txt': 'mine' })
    expect(added).toEqual(all.filter(file => file !== '01-one/setup.ts'))
    expect(left).toEqual([{ path: '01-one/setup.ts', why: 'is there already' }])
    expect(await readFile(join(to, '01-one/setup.ts'), 'utf8')).toBe('my work')
    expect(await readFile(join(to, 'notes.txt'), 'utf8')).toBe('mine')
  })

  it('changes nothing the second time', async () => {
    const { to } = await copyOnto({})
    const from = await fill(join(await testFolder(), 'starter'), { ...starter, '01-one/setup.ts': 'newer' })
    const again = await copyStarter(from, to)
    expect(again.added).toEqual([])
    expect(again.left).toHaveLength(all.length)
    expect(await readFile(join(to, '01-one/setup.ts'), 'utf8')).toBe('todo')
  })

  it('adds no second program of a name', async () => {
    const { left } = await copyOnto({ '01-one/setup.sh': 'mine', '02-two/app': { run: '#!/bin/sh' } })
    expect(left).toEqual([
      { path: '01-one/setup.ts', why: 'setup.sh is there instead' },
      { path: '02-two/app.java', why: 'app is there instead' },
    ])
  })

  it('goes neither through links nor over files that stand in a folder’s place', async () => {
    const { added, left } = await copyOnto({
      '01-one': { link: '/nowhere' },
      '02-two': 'a file',
      'README.md': { link: '/nowhere' },
    })
    expect(added).toEqual([])
    expect(left).toEqual([
      { path: '01-one/', why: 'there is a link of that name' },
      { path: '02-two/', why: 'there is a file of that name' },
      { path: 'README.md', why: 'is there already' },
    ])
  })

  it('twice at the same time adds every file once', async () => {
    const from = await fill(join(await testFolder(), 'starter'), starter)
    const to = join(await testFolder(), 'mine')
    const [one, two] = await Promise.all([copyStarter(from, to), copyStarter(from, to)])
    expect([...one.added, ...two.added].sort()).toEqual(all)
    expect((await readdir(join(to, '01-one'))).sort()).toEqual(['README.md', 'setup.ts'])
  })
})

describe('what is chosen', () => {
  const bilingual: Tree = {
    'README.md': 'how to begin',
    'common/lib.ts': 'for all',
    '01-one/setup.ts': 'todo',
    '09-nine/README.md': 'task nine',
    '09-nine/setup.ts': 'todo',
    '09-nine/app.java': 'java',
    '09-nine/typescript/app.ts': 'typescript',
    '09-nine/typescript/helpers/dates.ts': 'more',
  }
  const copy = async (choice: StarterChoice, tree: Tree = {}) => {
    const from = await fill(join(await testFolder(), 'starter'), bilingual)
    const to = await fill(join(await testFolder(), 'mine'), tree)
    return { ...(await copyStarter(from, to, choice)), to }
  }

  it('leaves out exercises that were not asked for, and nothing else', async () => {
    const { added, left } = await copy({ exercises: ['01-one'] })
    expect(added).toEqual(['01-one/setup.ts', 'README.md', 'common/lib.ts'])
    expect(left).toEqual([])
  })

  it('takes Java where a program is there in both languages', async () => {
    const { added } = await copy({ exercises: ['09-nine'] })
    expect(added).toEqual([
      '09-nine/README.md',
      '09-nine/app.java',
      '09-nine/setup.ts',
      'README.md',
      'common/lib.ts',
    ])
  })

  it('takes TypeScript where it is asked for, in the place of Java', async () => {
    const { added, to } = await copy({ exercises: ['01-one', '09-nine'], language: 'ts' })
    expect(added).toEqual([
      '01-one/setup.ts',
      '09-nine/README.md',
      '09-nine/app.ts',
      '09-nine/helpers/dates.ts',
      '09-nine/setup.ts',
      'README.md',
      'common/lib.ts',
    ])
    expect(await readFile(join(to, '09-nine/app.ts'), 'utf8')).toBe('typescript')
  })

  it('adds no program in another language to one that is there', async () => {
    const { left } = await copy({ language: 'ts' }, { '09-nine/app.java': 'mine' })
    expect(left).toEqual([{ path: '09-nine/app.ts', why: 'app.java is there instead' }])
  })
})

describe('replaces', () => {
  it.each([
    ['setup.sh', 'setup.ts', true],
    ['setup', 'setup.ts', true],
    ['setup.ts', 'setup.ts', false],
    ['setup.md', 'setup.ts', false],
    ['README', 'README.md', false],
    ['app.sh', 'setup.ts', false],
  ])('%s for %s: %s', (name, starters, expected) => {
    expect(replaces(name, starters)).toBe(expected)
  })
})
