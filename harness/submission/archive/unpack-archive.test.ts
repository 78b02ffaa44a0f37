import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { SubmissionRefused, SubmissionUnusable } from '../submission-errors.ts'
import { makeTar, makeTarGz, type TarEntry } from '../testing/make-tar.ts'
import { makeZip, type ZipEntry } from '../testing/make-zip.ts'
import { testFolder } from '../testing/test-folder.ts'
import { unpackArchive } from './unpack-archive.ts'

const small = { bytes: 1000, files: 5 }

async function unpack(name: string, content: Buffer, limits = small) {
  const outer = await testFolder()
  const file = join(outer, name)
  await writeFile(file, content)
  const scratch = join(outer, 'scratch')
  const notes = await unpackArchive(file, scratch, limits).catch(error => error)
  const left = (await readdir(outer, { recursive: true })).sort()
  return { scratch, notes, left }
}

async function refusal(name: string, content: Buffer, limits = small) {
  const { notes, left } = await unpack(name, content, limits)
  expect(notes).toBeInstanceOf(SubmissionRefused)
  expect(left).toEqual([name])
  const { message, entry } = notes as SubmissionRefused
  return { message, entry }
}

const zip = (...entries: ZipEntry[]) => makeZip(entries)
const tgz = (...entries: TarEntry[]) => makeTarGz(entries)

describe('entries that lead outside', () => {
  it.each(['../evil', '/etc/x', 'C:\\x', '..\\..\\evil', 'a/../../evil', '\\\\host\\share\\x'])(
    'in a zip: %s',
    async name => {
      const { message, entry } = await refusal('s.zip', zip({ name: 'good' }, { name, content: 'x' }))
      expect(entry).toBe(name)
      expect(message).toContain(`s.zip is refused: entry "${name}" leads outside the archive`)
    },
  )

  it.each(['../evil', '/etc/x', 'C:\\x', 'a/../../evil'])('in a tar.gz: %s', async path => {
    const { message } = await refusal('s.tgz', tgz({ path: 'good', content: 'x' }, { path, content: 'x' }))
    expect(message).toContain(`s.tgz is refused: entry "${path}" leads outside the archive`)
  })

  it.each(['/etc/passwd', '../../x', 'C:\\x'])('as a link to %s', async target => {
    const linked = zip({ name: 'a/link', mode: 0o120777, content: target })
    expect(await refusal('s.zip', linked)).toEqual({
      message: `s.zip is refused: entry "a/link" is a link that leads outside the archive, to "${target}"`,
      entry: 'a/link',
    })
    const tarred = tgz({ path: 'a/link', type: 'SymbolicLink', linkpath: target })
    expect((await refusal('s.tgz', tarred)).message).toContain('leads outside the archive, to')
  })

  it('as a hard link', async () => {
    const evil = tgz({ path: 'a/b/hard', type: 'Link', linkpath: '../passwd' })
    expect((await refusal('s.tgz', evil)).entry).toBe('a/b/hard')
  })

  it('through a link, whichever comes first', async () => {
    const link: TarEntry = { path: 'dir', type: 'SymbolicLink', linkpath: 'other' }
    const through: TarEntry = { path: 'dir/evil', content: 'x' }
    expect((await refusal('s.tgz', tgz(link, through))).message).toContain('leads through the link "dir"')
    expect((await refusal('s.tgz', tgz(through, link))).entry).toBe('dir')
    expect((await refusal('s.tgz', tgz(link, { path: 'dir', content: 'x' }))).entry).toBe('dir')
  })
})

describe('too much', () => {
  const zeros = Buffer.alloc(2000)

  it('bytes', async () => {
    expect(await refusal('s.zip', zip({ name: 'big', content: zeros }))).toMatchObject({
      entry: 'big',
      message:
        's.zip is refused: entry "big" makes it more than 1000 bytes in all; leave node_modules, build output and data out',
    })
    expect((await refusal('s.tgz', tgz({ path: 'big', content: zeros }))).entry).toBe('big')
  })

  it('bytes that the zip denies', async () => {
    const lying = zip({ name: 'big', content: zeros, claimedSize: 10 })
    expect((await refusal('s.zip', lying)).message).toContain('more than 1000 bytes')
  })

  it('bytes in what is not even written', async () => {
    const bomb = gzipSync(makeTar([{ path: '._x', content: Buffer.alloc(70 * 1024 * 1024) }]))
    const limits = { bytes: 1024 * 1024, files: 5 }
    expect((await refusal('s.tgz', bomb, limits)).message).toContain('unpacks to more than')
  })

  it('files', async () => {
    const names = ['1', '2', '3', '4', '5', '6']
    expect((await refusal('s.zip', makeZip(names.map(name => ({ name }))))).entry).toBe('6')
    expect((await refusal('s.tgz', makeTarGz(names.map(path => ({ path }))))).message).toContain(
      'more than 5 files',
    )
  })

  it('folders', async () => {
    expect((await refusal('s.zip', zip({ name: 'a/b/c/d/e/f/' }))).message).toContain('more than 5 folders')
  })

  it('folders that are left out, and all else that is looked at', async () => {
    const names = Array.from({ length: 16 }, (_, index) => `__MACOSX/${index}/`)
    const message = 'makes it more than 15 entries; leave node_modules'
    const zipped = await refusal('s.zip', makeZip(names.map(name => ({ name }))))
    expect(zipped).toEqual({ entry: '__MACOSX/15/', message: expect.stringContaining(message) })
    const tarred = names.map(path => ({ path, type: 'Directory' as const }))
    expect((await refusal('s.tgz', makeTarGz(tarred))).message).toContain(message)
  })

  it('folders that are left out, 60,000 of them and deep', async () => {
    const deep = 'a/'.repeat(90)
    const many = Array.from({ length: 60_000 }, (_, index) => ({
      name: `__MACOSX/${deep}${index}/`,
      method: 0,
    }))
    const limits = { bytes: 1e9, files: 10_000 }
    expect((await refusal('s.zip', makeZip(many), limits)).message).toContain('more than 30000 entries')
  }, 120_000)

  it('time, whatever takes it', async () => {
    const archives: [string, Buffer][] = [
      ['s.zip', zip({ name: 'a/b', content: 'x' })],
      ['s.tgz', tgz({ path: 'a/b', content: 'x' })],
    ]
    for (const [name, content] of archives) {
      const outer = await testFolder()
      const file = join(outer, name)
      await writeFile(file, content)
      const refused = await unpackArchive(file, join(outer, 'scratch'), small, { withinMs: -1 }).catch(
        error => error,
      )
      expect(refused).toBeInstanceOf(SubmissionRefused)
      expect(refused.message).toContain('was still being unpacked after')
      expect(await readdir(outer)).toEqual([name])
    }
  })

  it('the length of a path', async () => {
    const name = `${'x/'.repeat(50)}${'y'.repeat(4000)}`
    const { message } = await refusal('s.zip', zip({ name }), { bytes: 1e6, files: 5 })
    expect(message).toContain('a name of more than 4096 characters')
  })

  it('archive', async () => {
    expect(
      (await refusal('s.zip', Buffer.concat([zip({ name: 'a' }), Buffer.alloc(2000)]))).message,
    ).toContain('the archive alone is')
  })
})

describe('damaged', () => {
  const noise = Buffer.from(Array.from({ length: 900 }, (_, i) => (i * i * 7) % 251))

  it.each([0.2, 0.5, 0.9])('cut off at %d', async part => {
    const zipped = zip({ name: 'a', content: noise }, { name: 'b', content: noise })
    const cutZip = zipped.subarray(0, zipped.length * part)
    expect((await refusal('s.zip', cutZip, { ...small, bytes: 2000 })).message).toContain(
      'damaged or was cut off',
    )
    const tarred = tgz({ path: 'a', content: noise }, { path: 'b', content: noise })
    const cutTar = tarred.subarray(0, tarred.length * part)
    expect((await refusal('s.tgz', cutTar, { ...small, bytes: 2000 })).message).toContain(
      'damaged or was cut off',
    )
  })

  it('a tar that was cut off before it was zipped', async () => {
    const cut = gzipSync(makeTar([{ path: 'a', content: noise }]).subarray(0, 1000))
    expect((await refusal('s.tgz', cut)).message).toContain('the tar is damaged or was cut off')
  })

  it('a tar header', async () => {
    const tar = makeTar([{ path: 'a' }])
    tar.writeUInt8(0x7a, 0)
    expect((await refusal('s.tgz', gzipSync(tar))).message).toContain('checksum failure')
  })

  it('a checksum', async () => {
    expect(await refusal('s.zip', zip({ name: 'a', content: 'x', crc: 1 }))).toEqual({
      message: 's.zip is refused: entry "a" is damaged or was cut off (its checksum is wrong)',
      entry: 'a',
    })
  })

  it('gzip inside gzip', async () => {
    expect((await refusal('s.tgz', gzipSync(tgz({ path: 'a' })))).message).toContain('compressed again')
  })

  it('a gzip that holds no tar', async () => {
    expect((await refusal('s.tgz', gzipSync('hello'.repeat(300)))).message).toContain('damaged')
  })

  it('a file that is a folder too', async () => {
    expect((await refusal('s.zip', zip({ name: 'a', content: 'x' }, { name: 'a/b' }))).entry).toBe('a/b')
  })

  it('a name no disk takes', async () => {
    expect((await refusal('s.zip', zip({ name: 'x'.repeat(300) }))).message).toContain(
      'a name that is too long',
    )
  })
})

describe('zips that cannot be read', () => {
  it.each([
    ['a password', { flags: 0x801 }, 'is encrypted; make the zip without a password'],
    ['strong encryption', { flags: 0x841 }, 'is encrypted; make the zip without a password'],
    ['AES', { method: 99 }, 'is encrypted; make the zip without a password'],
    ['LZMA', { method: 14 }, 'is compressed in an unusual way (method 14)'],
  ])('%s', async (_, fields, message) => {
    expect((await refusal('s.zip', zip({ name: 'a', content: 'x', ...fields }))).message).toContain(message)
  })

  it('names what it is instead', async () => {
    const { notes, left } = await unpack('work.zip', Buffer.from('Rar!\x1a\x07\x01', 'latin1'))
    expect(notes).toBeInstanceOf(SubmissionUnusable)
    expect((notes as Error).message).toMatch(
      /work\.zip cannot be opened: it is a RAR archive, although its name ends like a zip; hand in a folder, a \.zip or a \.tar\.gz$/,
    )
    expect(left).toEqual(['work.zip'])
  })
})

const canRun = async (file: string) => ((await stat(file)).mode & 0o111) !== 0

describe('unpacked', () => {
  it('keeps run bits from Unix', async () => {
    const zipped = zip(
      { name: 'run', mode: 0o100755, content: '' },
      { name: 'no', mode: 0o100644, content: '#!x' },
    )
    const tarred = tgz({ path: 'run', mode: 0o755 }, { path: 'no', mode: 0o644, content: '#!x' })
    for (const [name, archive] of [
      ['s.zip', zipped],
      ['s.tgz', tarred],
    ] as const) {
      const { scratch } = await unpack(name, archive)
      expect(await canRun(join(scratch, 'run'))).toBe(true)
      expect(await canRun(join(scratch, 'no'))).toBe(false)
    }
  })

  it('gives scripts from Windows theirs, and understands its names', async () => {
    const { scratch, notes, left } = await unpack(
      's.zip',
      zip(
        { name: 'ex\\', dosAttributes: 0x10 },
        { name: 'ex\\setup', content: '#!/bin/sh\r\n' },
        { name: 'ex\\data', content: 'x' },
        { name: Buffer.from([0x81, 0x2e, 0x74]), content: 'CP437' },
        { name: Buffer.from('é.t'), content: 'UTF-8 without a flag' },
      ),
    )
    expect(notes).toEqual([])
    expect(left).toEqual([
      's.zip',
      'scratch',
      ...['ex', 'ex/data', 'ex/setup', 'é.t', 'ü.t'].map(n => `scratch/${n}`),
    ])
    expect(await canRun(join(scratch, 'ex/setup'))).toBe(true)
    expect(await canRun(join(scratch, 'ex/data'))).toBe(false)
  })

  it('leaves clutter, links and devices out', async () => {
    const { notes, left } = await unpack(
      's.tgz',
      tgz(
        { path: '__MACOSX/._a', content: 'x' },
        { path: 'a/.DS_Store', content: 'x' },
        { path: 'a/file', content: 'x' },
        { path: 'a/link', type: 'SymbolicLink', linkpath: 'file' },
        { path: 'a/fifo', type: 'FIFO' },
      ),
    )
    expect(left).toEqual(['s.tgz', 'scratch', 'scratch/a', 'scratch/a/file'])
    expect(notes).toEqual([
      's.tgz: left out, since only regular files and folders count: symbolic link a/link',
      's.tgz: left out, since only regular files and folders count: special file a/fifo',
    ])
  })

  it('lets the later of two entries win, and case make two', async () => {
    const { scratch } = await unpack(
      's.zip',
      zip({ name: 'a', content: '1' }, { name: 'a', content: '2' }, { name: 'A', content: '3' }),
    )
    expect(await readFile(join(scratch, 'a'), 'utf8')).toBe('2')
  })

  it('wonders about a missing end mark', async () => {
    const { notes, left } = await unpack('s.tgz', makeTarGz([{ path: 'a', content: 'x' }], { end: false }))
    expect(left).toContain('scratch/a')
    expect(notes).toEqual([
      's.tgz: the tar has no end mark; should files be missing, it was cut off when it was made',
    ])
  })

  it('reads a tar that was never compressed, whatever it is called', async () => {
    const { notes, left } = await unpack('s.tar.gz', makeTar([{ path: 'a', content: 'x' }]), {
      bytes: 2000,
      files: 5,
    })
    expect(left).toContain('scratch/a')
    expect(notes).toEqual([
      's.tar.gz: its name ends like a tar.gz, but it is a tar; it was read as what it is',
    ])
  })

  it('keeps large files as they are', async () => {
    const large = Buffer.from(Array.from({ length: 700_001 }, (_, i) => (i * 31) % 257))
    for (const [name, archive] of [
      ['s.zip', zip({ name: 'd/large', content: large }, { name: 'after', content: 'x' })],
      ['s.tgz', tgz({ path: 'd/large', content: large }, { path: 'after', content: 'x' })],
    ] as const) {
      const { scratch } = await unpack(name, archive, { bytes: 1e6, files: 5 })
      expect((await readFile(join(scratch, 'd/large'))).equals(large)).toBe(true)
      expect(await readFile(join(scratch, 'after'), 'utf8')).toBe('x')
    }
  })
})
