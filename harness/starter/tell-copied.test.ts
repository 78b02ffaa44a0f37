import { expect, it } from 'vitest'
import { tellCopied } from './tell-copied.ts'

const place = { folder: 'submission', isDefault: true, example: '01' }

it('tells what was added', () => {
  const copied = { added: ['01-one/README.md', '01-one/setup.ts', 'README.md'], left: [] }
  expect(tellCopied(copied, place)).toMatchInlineSnapshot(`
    "Added to submission: 3 files
      README.md
      01-one/README.md, setup.ts

    Work in          submission: README.md tells how, each exercise's own README.md is the task
    Grade one        npm test -- 01
    Grade them all   npm test
    "
  `)
})

it('tells what was left, and why', () => {
  const copied = {
    added: ['01-one/setup.ts'],
    left: [
      { path: 'README.md', why: 'is there already' },
      { path: '02-two/setup.ts', why: 'setup.sh is there instead' },
    ],
  }
  expect(tellCopied(copied, { ...place, folder: '../my work', isDefault: false })).toMatchInlineSnapshot(`
    "Added to ../my work: 1 file
      01-one/setup.ts
    Left as it is:
      README.md
      02-two/setup.ts was not added: setup.sh is there instead

    Work in          ../my work: README.md tells how, each exercise's own README.md is the task
    Grade one        npx day2 grade 01 --submission '../my work'
    Grade them all   npx day2 grade --submission '../my work'
    "
  `)
})

it('tells that nothing was to be done', () => {
  const copied = { added: [], left: [{ path: 'README.md', why: 'is there already' }] }
  expect(tellCopied(copied, place).split('\n')[0]).toBe(
    'Nothing is missing in submission: everything is left as it is.',
  )
})
