// On real folders, with a real watcher: how editors and checkouts save.
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { poll } from '#harness/host/poll.ts'
import { fill, testFolder } from '#harness/submission/testing/test-folder.ts'
import { type Changed, watchChanges } from './changes.ts'

async function watched(files: Record<string, string>) {
  const folder = path.join(await testFolder(), 'work')
  await fill(folder, files)
  const told: Changed[] = []
  let saves = 0
  const changes = await watchChanges(folder, { onChange: each => told.push(each), onSave: () => saves++ })
  onTestFinished(() => changes.close())
  const next = async (): Promise<string[] | 'all'> => {
    const changed = await poll('a change to be told', () => told.shift(), { deadlineMs: 20_000 })
    return changed === 'all' ? changed : [...changed].sort()
  }
  return { folder, next, told, saves: () => saves }
}

const FILES = { '01-one/setup.sh': 'a', '02-two/setup.sh': 'a', 'common/topics.sh': 'a' }

test('files in place, by renaming and by truncating, and new ones', async () => {
  const { folder, next } = await watched(FILES)
  await writeFile(path.join(folder, '01-one/setup.sh'), 'b')
  expect(await next()).toEqual(['01-one'])
  await writeFile(path.join(folder, '02-two/setup.sh.tmp1'), 'b')
  await rename(path.join(folder, '02-two/setup.sh.tmp1'), path.join(folder, '02-two/setup.sh'))
  expect(await next()).toEqual(['02-two'])
  await mkdir(path.join(folder, '03-three/deep'), { recursive: true })
  await writeFile(path.join(folder, '03-three/deep/app.ts'), 'b')
  expect(await next()).toEqual(['03-three'])
})

test('what belongs to no exercise concerns all; packages and git concern nobody', async () => {
  const { folder, next } = await watched({
    ...FILES,
    '.git/HEAD': 'a',
    '01-one/node_modules/x/index.js': 'a',
  })
  await writeFile(path.join(folder, '.git/HEAD'), 'b')
  await writeFile(path.join(folder, '01-one/node_modules/x/index.js'), 'b')
  await writeFile(path.join(folder, '02-two/setup.sh'), 'b')
  expect(await next()).toEqual(['02-two'])
  await writeFile(path.join(folder, 'common/topics.sh'), 'b')
  expect(await next()).toBe('all')
})

test('many files at once are told together', async () => {
  const many = Object.fromEntries(
    Array.from({ length: 100 }, (_, index) => [`0${1 + (index % 2)}-x/file-${index}.txt`, 'a']),
  )
  const { folder, next, told } = await watched(many)
  await Promise.all(Object.keys(many).map(name => writeFile(path.join(folder, name), 'b')))
  expect(await next()).toEqual(['01-x', '02-x'])
  expect(told.length).toBeLessThanOrEqual(1)
})

test('a folder that is removed and comes back is seen again', async () => {
  const { folder, next } = await watched(FILES)
  await rm(folder, { recursive: true })
  await next()
  await fill(folder, FILES)
  await next()
  await poll(
    'the new file to be seen',
    async () => {
      await writeFile(path.join(folder, '01-one/setup.sh'), String(Math.random()))
      const changed = await next()
      return changed !== 'all' && changed.join() === '01-one'
    },
    { deadlineMs: 20_000 },
  )
})
