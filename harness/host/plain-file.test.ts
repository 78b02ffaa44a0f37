import { execFileSync } from 'node:child_process'
import { readFile, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { testFolder } from '#harness/submission/testing/test-folder.ts'
import { NotPlain, openPlain } from './plain-file.ts'

test('a plain file is read, and added to', async () => {
  const file = path.join(await testFolder(), 'lines')
  await writeFile(file, 'one\n')
  await using adding = await openPlain(file, 'append')
  await adding.appendFile('two\n')
  await using reading = await openPlain(file, 'read')
  expect(await reading.readFile('utf8')).toBe('one\ntwo\n')
})

test.each(['read', 'append'] as const)(
  'to %s: a link, a pipe and a folder are refused at once',
  async access => {
    const folder = await testFolder()
    const secret = path.join(folder, 'secret')
    await writeFile(secret, 'secret')
    await symlink(secret, path.join(folder, 'link'))
    execFileSync('mkfifo', [path.join(folder, 'pipe')])
    for (const name of ['link', 'pipe', '.'])
      await expect(openPlain(path.join(folder, name), access), name).rejects.toThrow(NotPlain)
    expect(await readFile(secret, 'utf8')).toBe('secret')
  },
)

test('what is not there is told as the system tells it', async () => {
  await expect(openPlain(path.join(await testFolder(), 'nothing'), 'append')).rejects.toThrow('ENOENT')
})
