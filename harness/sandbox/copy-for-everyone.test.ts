import { chmod, readdir, readFile, readlink, truncate } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'
import { fill, testFolder } from '#harness/submission/testing/test-folder.ts'
import { copyForEveryone } from './copy-for-everyone.ts'

it('copies what every user may read, links as they are, and nothing of a size that no setting has', async () => {
  const root = await fill(await testFolder(), {
    'from/hosts': '127.0.0.1 localhost',
    'from/shadow': 'root:secret',
    'from/private/key': 'secret',
    'from/ssl/certs/one.pem': 'certificate',
    'from/mtab': { link: '/proc/self/mounts' },
    'from/index': '',
  })
  await chmod(path.join(root, 'from/shadow'), 0o640)
  await chmod(path.join(root, 'from/private'), 0o710)
  await truncate(path.join(root, 'from/index'), 5 * 1024 * 1024)
  copyForEveryone(path.join(root, 'from'), path.join(root, 'to'))
  const found = await readdir(path.join(root, 'to'), { recursive: true })
  expect(found.sort()).toEqual(['hosts', 'mtab', 'ssl', 'ssl/certs', 'ssl/certs/one.pem'])
  expect(await readFile(path.join(root, 'to/hosts'), 'utf8')).toBe('127.0.0.1 localhost')
  expect(await readlink(path.join(root, 'to/mtab'))).toBe('/proc/self/mounts')
})

it('a folder that is not there is copied as an empty one', async () => {
  const root = await testFolder()
  copyForEveryone(path.join(root, 'nowhere'), path.join(root, 'to'))
  expect(await readdir(path.join(root, 'to'))).toEqual([])
})
