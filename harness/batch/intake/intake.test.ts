// Downloads as the platforms make them, byte for byte archives: who is found, and what is named as none.
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { UserError } from '#harness/host/user-error.ts'
import { makeTarGz } from '#harness/submission/testing/make-tar.ts'
import { makeZip } from '#harness/submission/testing/make-zip.ts'
import { fill, testFolder } from '#harness/submission/testing/test-folder.ts'
import { takeIn } from './intake.ts'
import { parseRoster } from './roster.ts'

const EXERCISES = ['01-one', '02-two']

const zip = (content: string, folder = '01-one') => makeZip([{ name: `work/${folder}/setup.sh`, content }])
const tgz = (content: string) => makeTarGz([{ path: '02-two/setup.sh', content }])

async function take(tree: Parameters<typeof fill>[1], roster = '', given = ['class']) {
  const folder = await testFolder()
  await fill(folder, tree)
  return takeIn(
    given.map(each => path.join(folder, each)),
    {
      scratch: path.join(folder, 'scratch'),
      exercises: EXERCISES,
      roster: parseRoster(roster, 'roster.csv'),
    },
  )
}

const brief = ({ entrants }: Awaited<ReturnType<typeof takeIn>>) =>
  entrants.map(({ folder, name, id, late, attempted, unusable }) =>
    [folder, name, id, late, unusable ?? attempted.join(' ')].map(each => each ?? '-').join(' | '),
  )

test('a folder of archives and folders; what is none is named', async () => {
  const taken = await take({
    'class/Ada Lovelace.zip': zip('a'),
    'class/bob.tar.gz': tgz('b'),
    'class/çelik/01-one/setup.sh': 'c',
    'class/dan/upload.zip': zip('d'),
    'class/eve.zip': 'no zip at all',
    'class/marks.xlsx': 'x',
    'class/notes/readme.txt': 'x',
    'class/.DS_Store': 'x',
    'class/group b/fay.zip': zip('f'),
    'class/group b/gus.zip': zip('a'),
  })
  expect(brief(taken)).toEqual([
    'Ada-Lovelace | Ada Lovelace | - | - | 01-one',
    'bob | bob | - | - | 02-two',
    'dan | dan | - | - | 01-one',
    'eve | eve | - | - | eve.zip cannot be opened: it is no archive that can be read, although its name ends like a zip; hand in a folder, a .zip or a .tar.gz',
    'fay | fay | - | - | 01-one',
    'gus | gus | - | - | 01-one',
    'celik | çelik | - | - | 01-one',
  ])
  expect(taken.strays).toEqual([
    { source: 'class/marks.xlsx', why: 'it is neither a folder nor an archive' },
    { source: 'class/notes', why: 'it holds no exercise folder and no archive' },
  ])
  const [ada, , , , , gus] = taken.entrants
  expect(gus?.digest).toBe(ada?.digest)
  expect(taken.paths.size).toBe(5)
})

test("Moodle's download, with folders and without", async () => {
  const roster =
    'First name,Last name,Email address,late\nAda,Lovelace,ada@example.org,\nBob,Ross,bob@example.org,2 days\nCy,Young,cy@example.org,\n'
  const taken = await take(
    {
      'class/Ada Lovelace_1234567_assignsubmission_file/day2.zip': zip('a'),
      'class/Ada Lovelace_1234567_assignsubmission_onlinetext/onlinetext.html': 'see the file',
      'class/Bob Ross_1234568_assignsubmission_file_/01-one/setup.sh': 'b',
      'class/Dee Two_1234569_assignsubmission_file_/a.zip': zip('a'),
      'class/Dee Two_1234569_assignsubmission_file_/b.zip': zip('b'),
      'class/Eva Flat_1234570_assignsubmission_file_day2.zip': zip('e'),
      'class/Eva Flat_1234570_assignsubmission_file_notes.pdf': '%PDF',
    },
    roster,
  )
  expect(brief(taken)).toEqual([
    'Ada-Lovelace | Ada Lovelace | 1234567 | - | 01-one',
    'Bob-Ross | Bob Ross | 1234568 | 2 days | 01-one',
    'Dee-Two | Dee Two | 1234569 | - | it holds 2 archives (a.zip, b.zip) and no exercise folder: which one counts?',
    'Eva-Flat | Eva Flat | 1234570 | - | 01-one',
  ])
  expect(taken.entrants.map(({ notes }) => notes.at(-1))).toEqual([
    undefined,
    undefined,
    'not on the roster',
    'not on the roster',
  ])
  expect(taken.missing).toEqual([{ name: 'Cy Young', email: 'cy@example.org' }])
  expect(taken.strays).toEqual([
    {
      source: 'class/Ada Lovelace_1234567_assignsubmission_onlinetext',
      why: 'it is text that was typed into a form',
    },
    {
      source: 'class/Eva Flat_1234570_assignsubmission_file_notes.pdf',
      why: 'Eva Flat_1234570_assignsubmission_file_notes.pdf is no archive',
    },
  ])
})

test("Canvas's zip of files: late, and handed in again", async () => {
  const folder = await testFolder()
  const inner = { a: zip('a'), b: zip('b'), c: zip('c') }
  await writeFile(
    path.join(folder, 'submissions.zip'),
    makeZip([
      { name: 'lovelaceada_LATE_123_456_day2.zip', content: inner.a },
      { name: 'rossbob_124_457_day2.zip', content: inner.b },
      { name: 'rossbob_124_460_day2-1.zip', content: inner.c },
      { name: 'youngcy_125_458_essay.pdf', content: '%PDF' },
    ]),
  )
  const taken = await takeIn([path.join(folder, 'submissions.zip')], {
    scratch: path.join(folder, 'scratch'),
    exercises: EXERCISES,
    roster: parseRoster('Student;ID\n"Lovelace, Ada";123\nBob Ross;124\n', 'roster.csv'),
  })
  expect(brief(taken)).toEqual([
    'Lovelace-Ada | Lovelace, Ada | 123 | late | 01-one',
    'Bob-Ross | Bob Ross | 124 | - | 01-one',
    'youngcy | youngcy | 125 | - | youngcy_125_458_essay.pdf is no archive',
  ])
  expect(taken.entrants[1]?.source).toBe('submissions.zip/rossbob_124_460_day2-1.zip')
  expect(taken.strays).toEqual([
    {
      source: 'submissions.zip/rossbob_124_457_day2.zip',
      why: 'a later hand-in of the same person counts',
    },
  ])
})

test("Gradescope's export with its metadata", async () => {
  const taken = await take({
    'class/assignment_1_export/submission_metadata.yml': `---
submission_11:
  :submitters:
  - :name: Ada Lovelace
    :sid: 900
    :email: ada@example.org
  - :name: Bob Ross
    :sid: '901'
    :email: bob@example.org
  :created_at: 2026-01-15 10:00:00.000000000 Z
  :score: 0.0
  :lateness: '01:30:00'
submission_12:
  :submitters:
  - :name: Cy Young
    :sid:
    :email: cy@example.org
`,
    'class/assignment_1_export/submission_11/01-one/setup.sh': 'a',
    'class/assignment_1_export/submission_12/hello.txt': 'a',
  })
  expect(brief(taken)).toEqual([
    'Ada-Lovelace-Bob-Ross | Ada Lovelace, Bob Ross | 900 | 01:30:00 | 01-one',
    'Cy-Young | Cy Young | - | - | ',
  ])
})

test("GitHub Classroom's clones", async () => {
  const clone = (login: string, content: string) => ({
    [`class/day2-kafka-${login}/.git/HEAD`]: 'ref: refs/heads/main',
    [`class/day2-kafka-${login}/01-one/setup.sh`]: content,
  })
  const taken = await take(
    { ...clone('ada', 'a'), ...clone('adam-k', 'b') },
    'identifier,github_username,github_id,name\ns1,ada,1,Ada Lovelace\ns2,adam-k,2,Adam K\n',
  )
  expect(brief(taken)).toEqual([
    'Ada-Lovelace | Ada Lovelace | s1 | - | 01-one',
    'Adam-K | Adam K | s2 | - | 01-one',
  ])
})

test('single submissions beside each other, and folders that stay when the class grows', async () => {
  const folder = await testFolder()
  await fill(folder, { 'a/work.zip': zip('1'), 'b/work.zip': zip('2'), 'me/02-two/setup.sh': '3' })
  const options = { scratch: path.join(folder, 'scratch'), exercises: EXERCISES }
  const one = (await takeIn([path.join(folder, 'a/work.zip')], options)) satisfies object
  expect(brief(one)).toEqual(['work | work | - | - | 01-one'])
  const given = ['me', 'b/work.zip', 'a/work.zip'].map(each => path.join(folder, each))
  const all = await takeIn(given, options)
  expect(brief(all).map(line => line.split(' | ')[0])).toEqual(['me', 'work', 'work-2'])
  const again = await takeIn(given.toReversed(), { ...options, earlier: all })
  expect(brief(again).map(line => line.split(' | ')[0])).toEqual(['work-2', 'work', 'me'])
  await expect(takeIn([path.join(folder, 'nobody')], options)).rejects.toThrow(UserError)
})
