// docs/coverage.md is held against the suites: whatever it names is there.
import { expect, test } from 'vitest'
import { type CatalogueEntry, minutesIn, readCatalogue } from './catalogue.ts'
import { type Coverage, parseCoverage, readCoverage } from './coverage.ts'
import { renderCatalogue } from './render-catalogue.ts'

/** What the page names and nobody has. */
function gone({ rows, notThereYet }: Coverage, entries: readonly CatalogueEntry[]): string[] {
  return rows.flatMap(({ practisedBy }) =>
    practisedBy.filter(name => {
      const [number = '', check] = name.split('/')
      const exercise = entries.find(({ id }) => id.startsWith(`${number}-`))
      if (!exercise) return !notThereYet.includes(number)
      return check !== undefined && !exercise.checks.some(({ id }) => id === check)
    }),
  )
}

test('every exercise and check that the page names is there', async () => {
  const coverage = await readCoverage()
  expect(coverage.rows.length).toBeGreaterThan(60)
  expect(gone(coverage, await readCatalogue())).toEqual([])
  expect(coverage.rows.filter(({ practisedBy }) => practisedBy.length === 0)).toEqual([])
})

test('one that is gone is found', async () => {
  const page = `Not there yet: 15.\n## Part\n| In the guide | Practised by |\n| --- | --- |\n| a | \`03\`, \`03/nothing\`, \`15/x\`, \`77\` |`
  expect(gone(parseCoverage(page), await readCatalogue())).toEqual(['03/nothing', '77'])
})

test('every exercise of the day is on the page, and its starter says how long it takes', async () => {
  const entries = (await readCatalogue()).filter(({ group }) => group === undefined)
  expect(entries).toHaveLength(8)
  for (const { id, guide, minutes, points } of entries) {
    expect(guide.length, id).toBeGreaterThan(1)
    expect(minutes, id).toBeGreaterThan(9)
    expect(points, id).toBe(10)
  }
})

test('the list has a part for each group', () => {
  const entry = { title: 'Title', points: 10, guide: ['Tumbling windows', 'Q2: fault tolerance'], checks: [] }
  const list = renderCatalogue(
    [
      { ...entry, id: '01-one', minutes: 30 },
      { ...entry, id: '09-nine', group: 'extended' },
    ],
    { colour: false, width: 80 },
  )
  expect(list).toMatchInlineSnapshot(`
    "The exercises of the day
      01-one   Title
               10 points in 0 checks, about 30 minutes
               Tumbling windows; Q2: fault tolerance

    Extended exercises
      09-nine  Title
               10 points in 0 checks
               Tumbling windows; Q2: fault tolerance

    Grade them all   npm test
    The extended     npm test -- extended
    "
  `)
})

test('a starter says how long its exercise takes, or does not', () => {
  expect(minutesIn('# One\n\nAbout 40 minutes.\n')).toBe(40)
  expect(minutesIn('# One\n')).toBeUndefined()
})
