import { execFile } from 'node:child_process'
import { chmod, lstat, mkdir, readdir, readFile, readlink, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { submissionLimits } from './budget.ts'
import { copyExercise, requireCopyable } from './copy-exercise.ts'
import { openSubmission } from './open-submission.ts'
import { SubmissionUnusable } from './submission-errors.ts'
import { fill, type Tree, testFolder } from './testing/test-folder.ts'

async function copy(
  tree: Tree,
  { name = 'my work', prepare = async (_: string) => {}, limits = submissionLimits } = {},
) {
  const folder = join(await testFolder(), name)
  await mkdir(folder)
  await fill(folder, tree)
  await prepare(folder)
  const scratch = await testFolder()
  const submission = await openSubmission(folder, { scratch })
  const destination = join(scratch, 'copies')
  const copied = await copyExercise(submission, '03-word-count', destination, limits)
  const files = (await readdir(destination, { recursive: true })).sort()
  return { ...copied, source: folder, destination, files }
}

const app = { '03-word-count/app.ts': 'x' }

describe('a copy', () => {
  it('holds the exercise and what is shared, in the same places', async () => {
    const { folder, destination, files, notes } = await copy({
      ...app,
      '03-word-count/data': null,
      '03-word-count/.env': 'A=1',
      '03-word-count/.git/HEAD': 'x',
      '03-word-count/.DS_Store': 'x',
      '04-schema-registry/setup.ts': 'x',
      'common/deep/topics.ts': 'x',
      '.git/HEAD': 'x',
      'package.json': '{}',
      'tsconfig.json': '{}',
    })
    expect(folder).toBe(join(destination, 'my work', '03-word-count'))
    expect(files).toEqual(
      [
        '',
        '/03-word-count',
        '/03-word-count/.env',
        '/03-word-count/app.ts',
        '/03-word-count/data',
        '/common',
        '/common/deep',
        '/common/deep/topics.ts',
        '/package.json',
        '/tsconfig.json',
      ].map(path => `my work${path}`),
    )
    expect(notes).toEqual([])
  })

  it.each([
    ['my work.zip', 'my work'],
    ['w.TAR.GZ', 'w'],
    ['a:b;c', 'a_b_c'],
    ['.tgz', 'submission'],
  ])('of %s is called %s', async (name, expected) => {
    const { files } = await copy(app, { name })
    expect(files[0]).toBe(expected)
  })

  it('can be written and run', async () => {
    const { folder } = await copy(
      { ...app, '03-word-count/run': { run: '#!/bin/sh\n' }, '03-word-count/shut': 'x' },
      { prepare: source => chmod(join(source, '03-word-count/shut'), 0o444) },
    )
    const mode = async (name: string) => ((await stat(join(folder, name))).mode & 0o777).toString(8)
    expect(await mode('run')).toBe('755')
    expect(await mode('shut')).toBe('644')
  })

  it('leaves links, pipes and linked packages out', async () => {
    const { files, notes } = await copy(
      {
        ...app,
        '03-word-count/setup.ts': { link: '../common/setup.ts' },
        'common/setup.ts': 'x',
        'common/etc': { link: '/etc' },
        node_modules: { link: '/usr/lib' },
      },
      { prepare: source => promisify(execFile)('mkfifo', [join(source, 'common/pipe')]).then(() => {}) },
    )
    expect(files.filter(file => /etc|pipe|node_modules|03.*setup/.test(file))).toEqual([])
    expect(notes).toEqual([
      'links are not followed, these are left out: 03-word-count/setup.ts, common/etc, node_modules',
      'neither files nor folders, these are left out: common/pipe',
    ])
  })

  it('links to packages instead of copying them', async () => {
    const { source, destination } = await copy({
      ...app,
      'node_modules/a/index.js': 'x',
      '03-word-count/node_modules/b/index.js': 'x',
    })
    for (const path of ['node_modules', '03-word-count/node_modules']) {
      const linked = join(destination, 'my work', path)
      expect((await lstat(linked)).isSymbolicLink()).toBe(true)
      expect(await readlink(linked)).toBe(join(source, path))
    }
  })

  it('repairs scripts from Windows, and nothing else', async () => {
    const { folder, notes, source } = await copy({
      '03-word-count/setup.sh': '\ufeff#!/bin/bash\r\necho é\r\n',
      '03-word-count/app': { run: '#!/usr/bin/env node\r\n1\r\n' },
      '03-word-count/data': 'a\r\n',
      '03-word-count/app.ts': '1\r\n',
    })
    const text = (name: string, at = folder) => readFile(join(at, name), 'utf8')
    expect(await text('setup.sh')).toBe('#!/bin/bash\necho é\n')
    expect(await text('app')).toBe('#!/usr/bin/env node\n1\n')
    expect((await stat(join(folder, 'app'))).mode & 0o111).toBe(0o111)
    expect(await text('data')).toBe('a\r\n')
    expect(await text('app.ts')).toBe('1\r\n')
    expect(await text('03-word-count/setup.sh', source)).toContain('\r\n')
    expect(notes).toEqual([
      'scripts from Windows, repaired in the copy: 03-word-count/app (Windows line ends), 03-word-count/setup.sh (Windows line ends and a byte order mark)',
    ])
  })

  it('may lie inside the submission itself', async () => {
    const folder = await fill(await testFolder(), { ...app, reports: null })
    const submission = await openSubmission(folder, { scratch: folder })
    const destination = join(folder, 'reports')
    for (const _ of [1, 2]) await copyExercise(submission, '03-word-count', destination)
    const files = await readdir(destination, { recursive: true })
    expect(files.filter(file => file.endsWith('app.ts')).sort()).toEqual(
      ['-2', ''].map(suffix => `${basename(folder)}${suffix}/03-word-count/app.ts`),
    )
  })
})

describe('no copy', () => {
  it('of an exercise that is not there', async () => {
    await expect(copy({ 'README.md': 'x' })).rejects.toThrow('holds no 03-word-count/ with a file in it')
  })

  it('of too much, before anything is copied', async () => {
    const folder = await testFolder()
    await fill(folder, { ...app, 'common/a': '12345', '03-word-count/node_modules/x/big': '1234567890' })
    const submission = await openSubmission(folder, { scratch: await testFolder() })
    await requireCopyable(submission, '03-word-count', { bytes: 6, files: 2 })
    await expect(requireCopyable(submission, '03-word-count', { bytes: 5, files: 2 })).rejects.toThrow(
      /is refused: entry "[^"]+" makes it more than 5 bytes in all; leave node_modules/,
    )
  })

  it('of too much', async () => {
    const tree = { ...app, 'common/a': '12345', 'common/b': '12345' }
    await expect(copy(tree, { limits: { bytes: 100, files: 2 } })).rejects.toThrow(
      'my work is refused: entry "common/b" makes it more than 2 files; leave',
    )
    await expect(copy(tree, { limits: { bytes: 10, files: 9 } })).rejects.toThrow(
      'my work is refused: entry "common/b" makes it more than 10 bytes in all; leave',
    )
  })

  it.skipIf(process.getuid?.() === 0)('of what cannot be read', async () => {
    const prepare = (source: string) => chmod(join(source, '03-word-count/app.ts'), 0)
    const copying = copy(app, { prepare })
    await expect(copying).rejects.toBeInstanceOf(SubmissionUnusable)
    await expect(copying).rejects.toThrow(/03-word-count\/app\.ts cannot be copied: it may not be read$/)
  })
})
