import { chmod, cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { create } from 'tar'
import { describe, expect, it } from 'vitest'
import { openSubmission } from './open-submission.ts'
import { makeTarGz } from './testing/make-tar.ts'
import { makeZip, type ZipEntry } from './testing/make-zip.ts'
import { fill, type Tree, testFolder } from './testing/test-folder.ts'

const exercises = ['01-multi-broker-cluster', '03-word-count', '06-real-time-analytics']

const work: Tree = {
  '01-multi-broker-cluster/setup.sh': '#!/bin/bash\n',
  '01-multi-broker-cluster/describe': { run: '#!/bin/sh\n' },
  '03-word-count/setup.ts': 'export {}\n',
  '03-word-count/lib/wörds.ts': 'export {}\n',
  'common/topics.sh': 'true\n',
  'README.md': '# Me\n',
}

async function folderOf(tree: Tree, name = 'my work'): Promise<string> {
  const folder = join(await testFolder(), name)
  await mkdir(folder)
  return fill(folder, tree)
}

async function open(path: string, given: readonly string[] = exercises) {
  const scratch = await testFolder()
  const submission = await openSubmission(path, { scratch, exercises: given })
  return { ...submission, scratch }
}

async function zipOf(folder: string, prefix = ''): Promise<string> {
  const entries: ZipEntry[] = []
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    const at = join(entry.parentPath, entry.name)
    const name = prefix + at.slice(folder.length + 1)
    if (entry.isDirectory()) entries.push({ name: `${name}/`, mode: 0o040755 })
    else {
      const mode = entry.name === 'describe' ? 0o100755 : 0o100644
      entries.push({ name, mode, content: await readFile(at) })
    }
  }
  return written(`${basename(folder)}.zip`, makeZip(entries))
}

async function written(name: string, content: Buffer): Promise<string> {
  const file = join(await testFolder(), name)
  await writeFile(file, content)
  return file
}

describe('the same work', () => {
  it('is the same, as a folder, a zip, a tar.gz, with a top folder or without', async () => {
    const folder = await folderOf(work)
    const up = dirname(folder)
    const flat = join(up, 'flat.tgz')
    await create({ file: flat, cwd: folder, gzip: true }, await readdir(folder))
    const dotted = join(up, 'dotted.TAR.GZ')
    await create({ file: dotted, cwd: folder, gzip: true }, ['.'])
    const nested = join(up, 'nested.tar.gz')
    await create({ file: nested, cwd: up, gzip: true }, [basename(folder)])
    const zips = [await zipOf(folder), await zipOf(folder, 'top/'), await zipOf(folder, 'top/again/')]

    const { digest, root, path } = await open(folder)
    expect({ root, path }).toEqual({ root: folder, path: folder })
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/)
    for (const archive of [flat, dotted, nested, ...zips]) {
      const opened = await open(archive)
      expect(opened.digest).toBe(digest)
      expect(opened.notes).toEqual([])
      expect(opened.root.startsWith(opened.scratch)).toBe(true)
      expect(await opened.exercise('03-word-count')).toBe(join(opened.root, '03-word-count'))
    }
    expect(await readFile(join(folder, 'README.md'), 'utf8')).toBe('# Me\n')
  })

  it('is told apart from other work by names, contents and run bits', async () => {
    const digests = new Set<string>()
    const changes: ((folder: string) => Promise<unknown>)[] = [
      async () => {},
      folder => writeFile(join(folder, 'README.md'), '# You\n'),
      folder => writeFile(join(folder, 'new'), ''),
      folder => chmod(join(folder, '01-multi-broker-cluster/setup.sh'), 0o755),
    ]
    for (const change of changes) {
      const folder = await folderOf(work)
      await change(folder)
      digests.add((await open(folder)).digest)
    }
    expect(digests.size).toBe(changes.length)
  })

  it('stays the same whatever packages, history, links and clutter are about', async () => {
    const { digest } = await open(await folderOf(work))
    const folder = await folderOf({
      ...work,
      '.git/HEAD': 'ref',
      'node_modules/x/index.js': '1',
      '03-word-count/node_modules/y/index.js': '1',
      '03-word-count/.DS_Store': 'x',
      '__MACOSX/x': 'x',
      '03-word-count/._setup.ts': 'x',
      'common/link': { link: '/etc/passwd' },
      empty: null,
    })
    const opened = await open(folder)
    expect(opened.digest).toBe(digest)
    expect(opened.notes).toEqual(['links are not followed, these are left out: common/link'])
  })
})

describe('where the exercises are', () => {
  it('below a single top folder of a folder, too', async () => {
    const folder = await folderOf({ 'kafka/03-word-count/setup.ts': '', 'notes.txt': '', '.git/HEAD': '' })
    expect((await open(folder)).root).toBe(join(folder, 'kafka'))
  })

  it('below a top folder that looks like an exercise, the exercises being known or not', async () => {
    const folder = await folderOf({ '07-group/03-word-count/setup.ts': '' })
    expect((await open(folder)).root).toBe(join(folder, '07-group'))
    expect((await open(folder, [])).root).toBe(join(folder, '07-group'))
  })

  it('not below one of several folders', async () => {
    const folder = await folderOf({ 'a/03-word-count/setup.ts': '', 'b/x': '' })
    const { root, notes } = await open(folder)
    expect(root).toBe(folder)
    expect(notes).toEqual([
      `${folder} holds no exercise folder; expected sub-folders such as 01-multi-broker-cluster/, so nothing is attempted`,
    ])
  })
})

describe('an exercise', () => {
  it('is there when it holds a file', async () => {
    const folder = await folderOf({
      ...work,
      '04-empty': null,
      '05-hollow/deep/deeper': null,
      '06-kept/.gitkeep': '',
      '07-packages/node_modules/x/index.js': '',
      '08-clutter/.DS_Store': 'x',
      '09-deep/src/app.ts': '',
      '10-link': { link: '03-word-count' },
      '11-file': 'x',
    })
    const { exercise } = await open(folder)
    const ids = (await readdir(folder)).filter(name => /^\d/.test(name))
    const there: string[] = []
    for (const id of ids) if (await exercise(id)) there.push(id)
    expect(there.sort()).toEqual(['01-multi-broker-cluster', '03-word-count', '09-deep'])
    for (const id of ['02-fault-tolerance', '03-Word-Count', '', '.', '..', '../x', '03-word-count/lib']) {
      expect(await exercise(id)).toBeUndefined()
    }
  })

  it('is guessed at when its folder has another name', async () => {
    const folder = await folderOf({
      ...work,
      '3-wordcount/x': '',
      '06_real_time_analytics/x': '',
      'Word-Count/x': '',
      '12-tombstones/x': '',
      '2024-results/x': '',
    })
    expect((await open(folder)).notes).toMatchInlineSnapshot(`
      [
        "06_real_time_analytics/ is not an exercise folder; did you mean 06-real-time-analytics/?",
        "12-tombstones/ is not an exercise folder; they are called like 01-multi-broker-cluster/",
        "3-wordcount/ is not an exercise folder; did you mean 03-word-count/?",
        "Word-Count/ is not an exercise folder; did you mean 03-word-count/?",
      ]
    `)
  })

  it('as a link is not attempted, and that is said', async () => {
    const folder = await folderOf({ ...work, '06-real-time-analytics': { link: '03-word-count' } })
    expect((await open(folder)).notes[0]).toBe('06-real-time-analytics is a link, so it is not attempted')
  })
})

describe('what is no submission', () => {
  it('one exercise alone', async () => {
    const folder = join(await folderOf(work), '03-word-count')
    const message = `${folder} holds no exercise folder; expected sub-folders such as 01-multi-broker-cluster/ (it looks like one exercise: give the folder above it)`
    await expect(open(folder)).rejects.toThrow(message)
    const scratch = await testFolder()
    const archive = await zipOf(folder)
    await expect(openSubmission(archive, { scratch })).rejects.toThrow('holds no exercise folder; expected')
    expect(await readdir(scratch)).toEqual([])
  })

  it('nothing', async () => {
    const path = join(await testFolder(), 'nowhere.zip')
    await expect(open(path)).rejects.toThrow(
      `${path} does not exist; give a submission's folder, .zip or .tar.gz`,
    )
  })

  it('any other file', async () => {
    const path = await written('setup.sh', Buffer.from('#!/bin/bash\n'))
    await expect(open(path)).rejects.toThrow(
      `${path} cannot be opened: it is no archive that can be read; hand in a folder, a .zip or a .tar.gz`,
    )
    await expect(open('/dev/null')).rejects.toThrow('/dev/null is neither a folder nor a .zip or .tar.gz')
  })

  it('an archive that is refused leaves nothing behind', async () => {
    const scratch = await testFolder()
    const evil = await written('evil.tgz', makeTarGz([{ path: 'a', content: 'x' }, { path: '../evil' }]))
    await expect(openSubmission(evil, { scratch })).rejects.toThrow(
      'entry "../evil" leads outside the archive',
    )
    expect(await readdir(scratch)).toEqual([])
  })
})

describe('an empty submission', () => {
  it.each([
    ['folder', async () => folderOf({})],
    ['zip', async () => written('s.zip', makeZip([]))],
    ['tar.gz', async () => written('s.tgz', makeTarGz([]))],
    ['folder with a README', async () => folderOf({ 'README.md': 'x' })],
  ])('%s is valid: nothing is attempted', async (_, make) => {
    const opened = await open(await make())
    expect(opened.notes).toEqual([expect.stringContaining('so nothing is attempted')])
    expect(await opened.exercise('03-word-count')).toBeUndefined()
  })
})

it.skipIf(process.getuid?.() === 0)('names what cannot be read, and goes on', async () => {
  const folder = await folderOf(work)
  await cp(join(folder, 'common'), join(folder, 'locked'), { recursive: true })
  await chmod(join(folder, 'README.md'), 0)
  await chmod(join(folder, 'locked'), 0)
  expect((await open(folder)).notes).toEqual(['cannot be read: README.md, locked'])
  await chmod(join(folder, 'locked'), 0o755)
})
