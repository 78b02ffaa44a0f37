import { expect, test } from 'vitest'
import { exampleTimeline } from '#harness/results/example-timeline.ts'
import { TimelineEntry } from '#harness/results/timeline.ts'
import { pictureHtml } from './picture.ts'
import { picturesOf } from './pictures-of.ts'

const timeline = exampleTimeline()

test('the example has every kind of entry', () => {
  const kinds = TimelineEntry.options.map(({ shape }) => shape.kind.value)
  expect([...new Set(timeline.map(({ kind }) => kind))].sort()).toEqual([...kinds].sort())
})

test('what is to be seen is said in words', () => {
  expect(
    picturesOf({ timeline }).map(({ title, sentence }) => `${title}: ${sentence}`),
  ).toMatchInlineSnapshot(`
    [
      "Lines, and what was away meanwhile: broker 2 was away from 3.0 s to 5.2 s; worker 8083 was away from 3.1 s to 6.0 s; app was away from 3.6 s to 4.0 s; of 4 lines of produce 2 arrived once, 1 more than once and 1 never; all 1 lines of part-1.txt arrived, each once.",
      "Results in word-counts as they came: 1 of 2 keys of word-counts have a wrong value: a line is 4 instead of 2.",
      "Windows of revenue-per-hour: 1 of 2 keys of revenue-per-hour have a wrong value: 2024-01-15T11:00:00Z is 5.00 instead of 7.50.",
      "Tasks on workers: worker 8083 was away from 3.1 s to 6.0 s; at the end worker 8084 ran 1; files/0 moved.",
      "What became of the lines: produce: 4 lines, 2 arrived once, 1 more than once, 1 never; part-1.txt: 1 lines, 1 arrived once.",
      "Replicas of fault-test: fault-test: with all brokers up all replicas are in sync; describe, all up: 1 of 2 partitions not as they are; with broker 2 down 2 of 2 partitions lack a replica.",
      "Calls to the Schema Registry: The programs asked the registry 3 times; it refused 1: GET /a line with 404.",
      "A change of users-value, asked about at 0.4 s: The registry called it incompatible: the type of id is another one; age has no default, and old records do not have it.",
      "The topology of app: As it described itself: 1 sub-topology, 3 nodes, 1 store.",
    ]
  `)
})

test('lost and doubled lines, and what was wrong, can be tabbed to, and their names say what they are', () => {
  const [lines] = picturesOf({ timeline })
  const names = [
    ...(lines?.drawing ?? '').matchAll(
      /class="point" tabindex="0" role="img" aria-label="([^"]*)"|aria-label="([^"]*)" role="img" tabindex="0"/g,
    ),
  ]
  expect(names.map(([, one, other]) => one ?? other)).toEqual(
    expect.arrayContaining([
      'lost: “lost”, given at 2.2 s',
      '2 times: “doubled”, given at 2.3 s',
      'stored again at 3.3 s: “doubled”',
    ]),
  )
})

test('pictures follow from what happened: nothing happened, nothing is drawn', () => {
  expect(picturesOf({})).toEqual([])
  expect(
    picturesOf({ timeline: timeline.filter(({ kind }) => kind === 'check' || kind === 'began') }),
  ).toEqual([])
  const onlyTasks = timeline.filter(({ kind }) => kind === 'tasks')
  expect(picturesOf({ timeline: onlyTasks }).map(({ title }) => title)).toEqual(['Tasks on workers'])
})

test('every picture has its table, with as many cells in a row as in its head', () => {
  for (const { title, table } of picturesOf({ timeline })) {
    expect(table.rows.length, title).toBeGreaterThan(0)
    for (const row of table.rows) expect(row, title).toHaveLength(table.head.length)
  }
})

test('no style attribute and no colour of its own: the page decides, also at night', () => {
  const html = picturesOf({ timeline })
    .map(picture => pictureHtml(picture))
    .join('')
  expect(html).not.toMatch(/ style=|<style|#[0-9a-f]{6}\b|fill="(black|white)"/)
})
