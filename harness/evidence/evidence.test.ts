// What is kept, piece by piece: without a lab, and with names and contents as strangers may choose them.
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { FileNames } from './file-name.ts'
import { KeptFolder, removeEvidence } from './kept-folder.ts'
import { keepInputs } from './kept-inputs.ts'
import { LineEnds } from './line-ends.ts'
import { recordLine } from './record-line.ts'
import { shares } from './shares.ts'

const folder = (): string => {
  const made = mkdtempSync(path.join(os.tmpdir(), 'evidence-'))
  onTestFinished(() => rmSync(made, { recursive: true }))
  return made
}

test('whatever a topic is called, its file lies where it should and has a name of its own', () => {
  const names = new FileNames()
  expect(
    ['text-input', 'Text-Input', '../../etc/passwd', '..', 'con.x', '', 'ü'].map(name =>
      names.of(name, '.jsonl'),
    ),
  ).toEqual([
    'text-input.jsonl',
    'Text-Input~2.jsonl',
    '_.._.._etc_passwd.jsonl',
    '_...jsonl',
    '_con.x.jsonl',
    '_.jsonl',
    '_~2.jsonl',
  ])
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' })), all => {
      const fresh = new FileNames()
      const files = all.map(name => fresh.of(name, '.txt').toLowerCase())
      expect(new Set(files).size).toBe(files.length)
      for (const file of files) expect(file).toMatch(/^[a-z0-9_][a-z0-9._~-]{0,110}$/)
    }),
    { numRuns: 30 },
  )
})

test('of a flood the beginning and the end are kept, and the rest is counted', () => {
  const kept = new LineEnds(100)
  for (let line = 0; line < 50_000; line++) kept.add(String(line).padStart(9, '0'))
  expect(kept.lines(leftOut => `${leftOut} more`)).toEqual([
    ...['000000000', '000000001', '000000002', '000000003', '000000004'],
    '49990 more',
    ...['000049995', '000049996', '000049997', '000049998', '000049999'],
  ])
  const huge = new LineEnds(100)
  for (const line of ['a', 'x'.repeat(1000), 'b']) huge.add(line)
  expect(huge.lines(leftOut => `${leftOut} more`)).toEqual(['a', '1 more', 'b'])
})

test('who needs little gets it all, the others share what is left, and never more than there is', () => {
  expect(shares([10, 1000, 500], 610)).toEqual([10, 300, 300])
  fc.assert(
    fc.property(fc.array(fc.nat()), fc.nat(), (needed, room) => {
      const given = shares(needed, room)
      expect(given.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(room)
      expect(given.every((each, index) => each <= (needed[index] ?? 0))).toBe(true)
    }),
  )
})

test('a record is one line of JSON that loses nothing and moves no cursor', () => {
  const record = (key: Buffer | null, value: Buffer | null): string =>
    recordLine({
      partition: 1,
      offset: 7n,
      timestamp: 1_700_000_000_000n,
      key,
      value,
      headers: [[Buffer.from('h'), null]],
    })
  expect(record(null, Buffer.from([0xff, 0x00]))).toBe(
    '{"partition":1,"offset":7,"timestamp":"2023-11-14T22:13:20.000Z","key":null,"value":{"base64":"/wA="},"headers":[["h",null]]}',
  )
  fc.assert(
    fc.property(fc.uint8Array(), bytes => {
      const line = record(Buffer.from(bytes), null)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
      expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/)
      const { key } = JSON.parse(line)
      const back = typeof key === 'string' ? Buffer.from(key) : Buffer.from(key.base64, 'base64')
      expect(back.equals(Buffer.from(bytes))).toBe(true)
    }),
  )
})

test('nothing is written through a link, nor over what is there', async () => {
  const [reports, elsewhere] = [folder(), folder()]
  symlinkSync(elsewhere, path.join(reports, 'evidence'))
  await expect(KeptFolder.make(reports, '01-x')).rejects.toThrow('EEXIST')
  rmSync(path.join(reports, 'evidence'))
  const kept = await KeptFolder.make(reports, '01-x')
  symlinkSync(elsewhere, path.join(reports, 'evidence/01-x/logs'))
  await expect(kept.add('logs/a.txt', 'a', 'a')).rejects.toThrow('EEXIST')
  symlinkSync(path.join(elsewhere, 'b.txt'), path.join(reports, 'evidence/01-x/b.txt'))
  await expect(kept.add('b.txt', 'b', 'b')).rejects.toThrow(/EEXIST|ELOOP/)
  expect(readdirSync(elsewhere)).toEqual([])
})

test('what a grade kept goes with the next one, and what is somebody else’s stays', async () => {
  const reports = folder()
  const kept = await KeptFolder.make(reports, '01-x')
  await kept.add('programs/01-setup.txt', 'setup', 'hello')
  await kept.end()
  expect(JSON.parse(readFileSync(path.join(reports, 'evidence/01-x/kept.json'), 'utf8')).files).toEqual([
    { file: 'evidence/01-x/programs/01-setup.txt', what: 'setup', bytes: 5 },
  ])
  mkdirSync(path.join(reports, 'evidence/mine'))
  writeFileSync(path.join(reports, 'evidence/mine/diary.txt'), '')
  await expect(KeptFolder.make(reports, 'mine')).rejects.toThrow('EEXIST')
  await removeEvidence(reports)
  expect(readdirSync(path.join(reports, 'evidence'))).toEqual(['mine'])
})

test('an input that has become a link or a pipe is passed by', async () => {
  const [reports, inputs] = [folder(), folder()]
  const dir = path.join(inputs, 'input')
  mkdirSync(dir)
  symlinkSync('/etc/passwd', path.join(inputs, 'input.txt'))
  writeFileSync(path.join(dir, 'part-1.txt'), 'one\ntwo\n')
  symlinkSync('/etc/passwd', path.join(dir, 'part-2.txt'))
  const kept = await KeptFolder.make(reports, '08-x')
  await keepInputs(kept, { file: path.join(inputs, 'input.txt'), dir }, 5)
  expect(kept.files).toEqual([
    { file: 'evidence/08-x/inputs/dir-part-1.txt', what: 'INPUT_DIR, part-1.txt', bytes: 5, leftOut: 3 },
  ])
})
