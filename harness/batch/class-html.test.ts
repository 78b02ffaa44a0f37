import { expect, test } from 'vitest'
import { renderClassHtml } from './class-html.ts'
import type { Row } from './class-result.ts'
import { exampleClass } from './testing/example-class.ts'
import { wrongAnswers } from './wrong-answers.ts'

const text = (html: string) =>
  html
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replaceAll(/<(?:td|th|li|summary|figcaption)[^>]*>/g, ' | ')
    .replaceAll(/<[^>]+>/g, '')
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean)

test('the class in words', () => {
  expect(text(renderClassHtml(exampleClass))).toMatchInlineSnapshot(`
    [
      "6 submissions",
      "To the results",
      "6 submissions",
      "✔ 1 passed, ✘ 2 failed, ⚠ 1 undetermined, ⚠ 1 incomplete, ✘ 1 refused, 1 without anything handed in. Everybody had the same inputs (seed k7f3q).",
      "01-one the exercise 01-one",
      "✔ 1 passed, ✘ 3 failed, ⚠ 1 undetermined",
      "0 to 1: 01 to 2: 02 to 3: 03 to 4: 04 to 5: 35 to 6: 06 to 7: 07 to 8: 08 to 9: 09 to 10: 1",
      "010",
      "| points of 10; half of them have 4 or less0 to 0.2: 00.2 to 0.4: 00.4 to 0.6: 00.6 to 0.8: 00.8 to 1: 01 to 1.2: 51.2 to 1.4: 01.4 to 1.6: 01.6 to 1.8: 01.8 to 2: 0",
      "02",
      "| minutes; half of them have 1 or less",
      "| Check | passed | failed | not tried | not judged | a a of 01-one | ✔ 4 | 0 | 0 | ⚠ 1",
      "| b b of 01-one | ✔ 1 | ✘ 3 | ↷ 1 | 0 | b: what was wrong | 3×: 3 of 40 words &lt;are&gt; &quot;wrong&quot; (bob)Count again.",
      "02-two the exercise 02-two",
      "✔ 1 passed, ↷ 3 not attempted",
      "0 to 1: 01 to 2: 02 to 3: 03 to 4: 04 to 5: 05 to 6: 06 to 7: 07 to 8: 08 to 9: 09 to 10: 1",
      "010",
      "| points of 10; half of them have 10 or less0 to 0.2: 00.2 to 0.4: 00.4 to 0.6: 00.6 to 0.8: 00.8 to 1: 01 to 1.2: 11.2 to 1.4: 01.4 to 1.6: 01.6 to 1.8: 01.8 to 2: 0",
      "02",
      "| minutes; half of them have 1 or less",
      "| Check | passed | failed | not tried | not judged | a a of 02-two | ✔ 1 | 0 | ↷ 3 | 0",
      "| b b of 02-two | ✔ 1 | 0 | ↷ 3 | 0",
      "Everybody",
      "| Name | 01 | 02 | Points | Verdict | Time | Remarks | Ada Lovelace | 10 | 10 | 20/20 | ✔ passed | 2 min 2 s |",
      "| =cmd|bob | 4 | 0 | 4/20 | ✘ failed | 1 min 1 s | late: 2 daysnot on the roster",
      "| cy | ⚠ | 0 | 0/20 | ⚠ undetermined | 1 min 1 s |",
      "| dee | 4 |  | 4/20 | ⚠ incomplete | 1 min 1 s |",
      "| eve |  |  | 0/20 | ✘ refused | 0.0 s | eve.zip cannot be opened",
      "| fay | 4 | 0 | 4/20 | ✘ failed | 1 min 1 s | the same work as bob",
      "Nothing handed in | Gus Late, 9",
      "Nearly the same",
      "A hint to look, and no verdict: names, blanks and comments apart, these have much in common that neither the starter holds nor many in the class have written.",
      "| Exercise | One | Other | In common | 01-one | Ada-Lovelace | dee | 93 %",
      "Handed in, and no submission | class/marks.xlsx | it is neither a folder nor an archive",
      "About this class",
      "| Seed | k7f3q",
    ]
  `)
})

test('nothing that came from outside is markup, and nothing is loaded', () => {
  const html = renderClassHtml(exampleClass)
  expect(html).toContain('3 of 40 words &lt;are&gt; &quot;wrong&quot;')
  expect(html).toContain('href="Ada-Lovelace/report.html"')
  expect(html).not.toContain('\u001b')
  expect(html).not.toMatch(/<script|src=|url\(/)
})

test('wrong answers are grouped by what they say, whatever was drawn', () => {
  const row = (folder: string, message: string, hint?: string): Row => ({
    ...(exampleClass.submissions[0] as Row),
    folder,
    exercises: {
      e: {
        verdict: 'failed',
        points: 0,
        maxPoints: 1,
        durationMs: 1,
        checks: { c: { status: 'failed', message, ...(hint ? { hint } : {}) } },
      },
    },
  })
  const rows = [
    row('a', '3 of 40 words have a wrong count, such as "kafka"', 'twice'),
    row('b', '7 of 41 words have a wrong count, such as "broker"', 'twice'),
    row('c', '7 of 41 words have a wrong count, such as "broker"', 'lost'),
    ...['one', 'two', 'three', 'four', 'five'].map(word => row(word, word)),
  ]
  expect(wrongAnswers('e', 'c', rows)).toEqual({
    groups: [
      { count: 2, message: '3 of 40 words have a wrong count, such as "kafka"', hint: 'twice', example: 'a' },
      { count: 1, message: '7 of 41 words have a wrong count, such as "broker"', hint: 'lost', example: 'c' },
      { count: 1, message: 'one', example: 'one' },
      { count: 1, message: 'two', example: 'two' },
      { count: 1, message: 'three', example: 'three' },
    ],
    others: 2,
  })
})

test('three hundred submissions are a page that opens at once', () => {
  const [ada, bob] = exampleClass.submissions as [Row, Row]
  const exercises = Array.from({ length: 8 }, (_, index) => `0${index + 1}-exercise`)
  const submissions = Array.from({ length: 300 }, (_, index) => ({
    ...(index % 2 ? ada : bob),
    folder: `p${index}`,
    exercises: Object.fromEntries(
      exercises.map(id => [id, (index % 2 ? ada : bob).exercises['01-one'] as Row['exercises'][string]]),
    ),
  }))
  const declared = exampleClass.exercises[0]
  if (!declared) throw new Error('no exercise')
  // Time of this process, which other work on the machine does not lengthen much.
  const began = process.cpuUsage()
  const html = renderClassHtml({
    ...exampleClass,
    exercises: exercises.map(id => ({ ...declared, id })),
    submissions,
  })
  expect(process.cpuUsage(began).user / 1000).toBeLessThan(1500)
  expect(html.length).toBeLessThan(500_000)
})
