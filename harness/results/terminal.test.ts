import { stripVTControlCharacters } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exampleFailedCheck, exampleResult, exampleWith } from '#harness/results/example-result.ts'
import { exampleTimeline } from '#harness/results/example-timeline.ts'
import type { GradeResult } from '#harness/results/result.ts'
import {
  type Look,
  renderCheckDetails,
  renderCheckLine,
  renderExercise,
  renderSummary,
} from '#harness/results/terminal.ts'
import { terminalPictures } from '#harness/results/terminal-picture.ts'
import { columns } from '#harness/results/terminal-text.ts'

const plain = { colour: false, width: 100 }
const narrow = { colour: false, width: 60 }
const where = { reports: 'reports' }

describe('a check as it finishes', () => {
  test('is one line', () => {
    expect(renderCheckLine(exampleFailedCheck, plain)).toMatchInlineSnapshot(
      `"  ✘ random-sentences  random sentences add up exactly                                   0/2   12.4 s"`,
    )
    expect(renderCheckLine(exampleFailedCheck, narrow)).toMatchInlineSnapshot(
      `"  ✘ random-sentences  random sentences add …    0/2   12.4 s"`,
    )
  })

  test('has colours where they are wanted', () => {
    expect(
      JSON.stringify(renderCheckLine(exampleFailedCheck, { colour: true, width: 100 })),
    ).toMatchInlineSnapshot(
      `""  \\u001b[31m✘\\u001b[39m \\u001b[1mrandom-sentences\\u001b[22m  random sentences add up exactly                                 \\u001b[2m  0/2   12.4 s\\u001b[22m""`,
    )
  })
})

describe('an exercise', () => {
  test('that passed', () => {
    expect(exercise(0)).toMatchInlineSnapshot(`
      "01-multi-broker-cluster  Set up a cluster of three brokers
        ✔ setup-succeeds    setup exits 0                                                 2.5/2.5    1.2 s
        ✔ describe-healthy  describe tells leader, replicas and ISR                       7.5/7.5    1.2 s"
    `)
  })
  test('that failed', () => {
    expect(exercise(1)).toMatchInlineSnapshot(`
      "03-word-count  Build your first Streams application
        ✔ topic-layout      both topics have 3 partitions and 2 replicas each                 2/2    1.2 s
        ✘ random-sentences  random sentences add up exactly                                   0/2   12.4 s
          │ 2 of 41 words have a wrong count in word-counts.
        ↷ survives-crash    needs random-sentences, which failed                              0/6        –
        │ note: app ignored SIGTERM and was killed 10 s later; that costs nothing"
    `)
  })
  test('that failed, on a narrow terminal', () => {
    expect(exercise(1, narrow)).toMatchInlineSnapshot(`
      "03-word-count  Build your first Streams application
        ✔ topic-layout      both topics have 3 pa…    2/2    1.2 s
        ✘ random-sentences  random sentences add …    0/2   12.4 s
          │ 2 of 41 words have a wrong count in word-counts.
        ↷ survives-crash                              0/6        –
          │ needs random-sentences, which failed
        │ note: app ignored SIGTERM and was killed 10 s later;
        │ that costs nothing"
    `)
  })
  test('that could not be judged', () => {
    expect(exercise(2)).toMatchInlineSnapshot(`
      "04-schema-registry  Register and check schemas
        ✔ register-succeeds  register exits 0                                             1.5/1.5    1.2 s
        ⚠ schema-registered  version 1 is the User schema                                   0/8.5    1.2 s
          │ the registry on 127.0.0.1:18081 stopped answering after 10000 ms"
    `)
  })
  test('of which a row of checks was skipped for one cause', () => {
    const [passed, failed, skipped] = exampleResult.exercises[1]?.checks ?? []
    if (!passed || !failed || !skipped) throw new Error('the example has changed')
    const because = ['random-sentences']
    const row = [
      { ...skipped, id: 'one-partition-per-word', maxPoints: 2, because },
      { ...skipped, id: 'late-events', maxPoints: 2.5, because },
      { ...skipped, id: 'survives-crash', maxPoints: 2, because },
    ]
    const others = { ...skipped, because: ['topic-layout'], message: 'needs topic-layout, which failed' }
    const exercise = exampleResult.exercises[1]
    const rendered = (look: Look) =>
      exercise && renderExercise({ ...exercise, notes: [], checks: [passed, ...row, others] }, look)
    expect(rendered(plain)).toMatchInlineSnapshot(`
      "03-word-count  Build your first Streams application
        ✔ topic-layout            both topics have 3 partitions and 2 replicas each           2/2    1.2 s
        ↷ 3 checks  need random-sentences, which failed: one-partition-per-word, late-eve…  0/6.5        –
        ↷ survives-crash          needs topic-layout, which failed                            0/6        –"
    `)
    expect(rendered(narrow)).toMatchInlineSnapshot(`
      "03-word-count  Build your first Streams application
        ✔ topic-layout            both topics hav…    2/2    1.2 s
        ↷ 3 checks  one-partition-per-word, late-…  0/6.5        –
          │ need random-sentences, which failed
        ↷ survives-crash                              0/6        –
          │ needs topic-layout, which failed"
    `)
  })
  test('that was not attempted, though a folder is there', () => {
    const exercise = exampleResult.exercises[3]
    const notes = ['there is ex5/: rename it to 05-connect-file-pipeline/']
    expect(exercise && renderExercise({ ...exercise, notes }, plain)).toMatchInlineSnapshot(`
      "05-connect-file-pipeline  Stream a file into a topic
        ↷ not attempted: 05-connect-file-pipeline/ is missing or empty (10 points to be had); there is
          ex5/: rename it to 05-connect-file-pipeline/"
    `)
  })
  test('that was not attempted', () => {
    expect(exercise(3)).toMatchInlineSnapshot(`
      "05-connect-file-pipeline  Stream a file into a topic
        ↷ not attempted: 05-connect-file-pipeline/ is missing or empty (10 points to be had)"
    `)
  })
})

test('long values are cut in the middle, much evidence at its beginning', () => {
  const many = Array.from({ length: 40 }, (_, line) => `line ${line + 1}`).join('\n')
  const piece = { at: exampleResult.startedAt, source: 'setup, standard output', text: many }
  const check = {
    ...exampleFailedCheck,
    expected: 'a'.repeat(5000),
    actual: many,
    evidence: Array(5).fill(piece),
  }
  expect(renderCheckDetails(check, { colour: false, width: 80 })).toMatchInlineSnapshot(`
    "    │ 2 of 41 words have a wrong count in word-counts.
        │
        │ expected  aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
        │           aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa …4773 more…
        │           aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
        │           aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
        │ actual    line 1
        │           line 2
        │           line 3
        │           … 34 more lines …
        │           line 38
        │           line 39
        │           line 40
        │
        │ hint      Every wrong count is twice the right one. What happens to a
        │           record that your app reads a second time?
        │
        │ setup, standard output at 22:00:00 UTC
        │   … 33 lines left out …
        │   line 34
        │   line 35
        │   line 36
        │   line 37
        │   line 38
        │   line 39
        │   line 40
        │ setup, standard output at 22:00:00 UTC
        │   … 33 lines left out …
        │   line 34
        │   line 35
        │   line 36
        │   line 37
        │   line 38
        │   line 39
        │   line 40
        │ setup, standard output at 22:00:00 UTC
        │   … 33 lines left out …
        │   line 34
        │   line 35
        │   line 36
        │   line 37
        │   line 38
        │   line 39
        │   line 40
        │ and 2 more in result.json"
  `)
})

test('a line that tells the cause is wrapped, whole; others keep their beginning and their end', () => {
  const cause = `Caused by: org.apache.kafka.common.config.ConfigException: Invalid value ${'Serdes'.repeat(20)} for configuration DEFAULT_KEY_SERDE_CLASS_CONFIG`
  const text = `Exception in thread "main" java.lang.IllegalStateException: no\n${cause}\n${'x'.repeat(400)}`
  const check = {
    ...exampleFailedCheck,
    evidence: [{ at: exampleResult.startedAt, source: 'app, standard error', text }],
  }
  const rendered = renderCheckDetails(check, { colour: false, width: 80 })
  expect(rendered.replaceAll(/\n {4}│ {3}/g, ' ').replaceAll(' ', '')).toContain(cause.replaceAll(' ', ''))
  expect(rendered).toMatch(/x …\d+\s[\s│]*more… x/)
})

test('an excerpt of twenty lines is shown whole, whatever the other piece says', () => {
  const twenty = Array.from({ length: 20 }, (_, line) => `Setup.java:${line + 1}: error`).join('\n')
  const piece = (text: string) => ({ at: exampleResult.startedAt, source: 'setup', text })
  const check = { ...exampleFailedCheck, evidence: [piece('compiling'), piece(twenty)] }
  const rendered = renderCheckDetails(check, { colour: false, width: 80 })
  for (let line = 1; line <= 20; line++) expect(rendered).toContain(`Setup.java:${line}:`)
})

describe('the summary', () => {
  test('of a grade that could not be determined', () => {
    expect(renderSummary(exampleResult, plain, where)).toMatchInlineSnapshot(`
      "First thing to fix
        ✘ 03-word-count/random-sentences  random sentences add up exactly
          │ 2 of 41 words have a wrong count in word-counts.
          │
          │ expected  broker  7
          │           lag     3
          │ actual    broker  14
          │           lag     6
          │
          │ hint      Every wrong count is twice the right one. What happens to a record that your app
          │           reads a second time?
          │
          │ app, standard error at 22:01:07 UTC
          │   INFO starting
          │   INFO assigned text-input-0
          │   WARN rebalance in progress
          │   ERROR ::error::not a command of ours

      After that
        ⚠ 04-schema-registry/schema-registered  version 1 is the User schema
          │ the registry on 127.0.0.1:18081 stopped answering after 10000 ms

      Exercise                  Verdict        Checks   Points          Time
      01-multi-broker-cluster   passed            2/2    10/10        14.0 s
      03-word-count             failed            1/3     2/10        31.0 s
      04-schema-registry        undetermined      1/2   1.5/10         8.0 s
      05-connect-file-pipeline  not attempted     0/1     0/10             –
                                                  4/8  13.5/40    1 min 23 s

      ⚠ Undetermined: 13.5 of 40 points. 04-schema-registry/schema-registered could not be judged. That is
      a fault of the grader or of this machine, not yours, and it costs no mark. Run the command below
      again. If it happens again, \`npx day2 doctor\` looks for the cause on this machine: send what it says
      and reports/result.json to whoever runs the course. Apart from that, 1 check failed: look at
      03-word-count/random-sentences.

      Reports  reports/report.html to read, reports/junit.xml for a CI, reports/result.json for everything
      Seed     k7f3q
      Again    npm test -- 03-word-count 04-schema-registry --seed k7f3q --submission 'my work'"
    `)
  })
  test('of one that failed, on a narrow terminal', () => {
    expect(renderSummary(only('failed', [0, 1, 3]), narrow, where)).toMatchInlineSnapshot(`
      "First thing to fix
        ✘ 03-word-count/random-sentences  random sentences add up…
          │ 2 of 41 words have a wrong count in word-counts.
          │
          │ expected  broker  7
          │           lag     3
          │ actual    broker  14
          │           lag     6
          │
          │ hint      Every wrong count is twice the right one.
          │           What happens to a record that your app reads
          │           a second time?
          │
          │ app, standard error at 22:01:07 UTC
          │   INFO starting
          │   INFO assigned text-input-0
          │   WARN rebalance in progress
          │   ERROR ::error::not a command of ours

      Exercise        Verdict        Checks   Points          Time
      01-multi-brok…  passed            2/2    10/10        14.0 s
      03-word-count   failed            1/3     2/10        31.0 s
      05-connect-fi…  not attempted     0/1     0/10             –
                                        3/6  13.5/40    1 min 23 s

      ✘ Failed: 13.5 of 40 points. 1 check failed, 1 check could
      not be tried because of that, 1 exercise was not attempted.
      Look at 03-word-count/random-sentences first.

      Reports  reports/report.html to read, reports/junit.xml for
               a CI, reports/result.json for everything
      Seed     k7f3q
      Again    npm test -- 03-word-count --seed k7f3q --submission 'my work'"
    `)
  })
  test('of one that passed', () => {
    const passed = { ...only('passed', [0]), points: 10, maxPoints: 10, options: [] }
    expect(renderSummary(passed, plain, where)).toMatchInlineSnapshot(`
      "Exercise                 Verdict        Checks   Points          Time
      01-multi-broker-cluster  passed            2/2    10/10        14.0 s
                                                 2/2    10/10    1 min 23 s

      ✔ Passed: 10 of 10 points. Everything that was asked for works.

      Reports  reports/report.html to read, reports/junit.xml for a CI, reports/result.json for everything
      Seed     k7f3q
      Again    npm test -- 01-multi-broker-cluster --seed k7f3q"
    `)
  })
  test('of one that was interrupted', () => {
    const interrupted = {
      ...only('incomplete', [0]),
      engineReason: 'Docker is not running',
      notes: ['a slow machine'],
    }
    expect(renderSummary(interrupted, plain, where)).toMatchInlineSnapshot(`
      "Exercise                 Verdict        Checks   Points          Time
      01-multi-broker-cluster  passed            2/2    10/10        14.0 s
                                                 2/2  13.5/40    1 min 23 s

      ⚠ Incomplete: 13.5 of 40 points. The grade was interrupted, so only what had been judged by then
      counts here. Run the command below again.

      Engine   embedded: Docker is not running
      Reports  reports/report.html to read, reports/junit.xml for a CI, reports/result.json for everything
      Seed     k7f3q
      Again    npm test -- --seed k7f3q --submission 'my work'
      Note     a slow machine"
    `)
  })
})

test('nothing that a submission prints becomes a command of a CI or moves the cursor', () => {
  const attack = '::error::a\n##[error]b\n  ::stop-commands::c\r::d\u001b[2J'
  for (const each of exampleWith(attack).exercises) {
    const text = renderExercise(each, narrow)
    expect(text).not.toMatch(/^\s*::|##\[/m)
    expect(text).not.toContain('\u001b')
  }
})

test('colours change nothing but colours, and lines keep to the width', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 70, max: 140 }), (text, width) => {
      for (const each of exampleWith(text).exercises) {
        const uncoloured = renderExercise(each, { colour: false, width })
        const coloured = stripVTControlCharacters(renderExercise(each, { colour: true, width }))
        expect(coloured.replace(/ +$/gm, '')).toBe(uncoloured.replace(/ +$/gm, ''))
        for (const line of uncoloured.split('\n')) expect(columns(line)).toBeLessThanOrEqual(width)
      }
    }),
    { numRuns: 30 },
  )
})

function exercise(index: number, look = plain): string {
  const found = exampleResult.exercises[index]
  return found ? renderExercise(found, look) : ''
}

function only(verdict: GradeResult['verdict'], indices: number[]): GradeResult {
  return {
    ...exampleResult,
    verdict,
    exercises: exampleResult.exercises.filter((_, index) => indices.includes(index)),
  }
}

describe('for a screen reader', () => {
  const read: Look = { colour: false, width: 80, plain: true }
  const timeline = exampleTimeline()

  test('words and lines, nothing that stands for something by its shape or its place', () => {
    const text = [
      ...exampleResult.exercises.map(each => renderExercise({ ...each, timeline }, read)),
      renderSummary(exampleResult, read, where),
    ].join('\n\n')
    expect(text).not.toMatch(/[✔✘↷⚠│┌]/)
    expect(renderSummary(only('failed', [1]), read, where)).toMatchInlineSnapshot(`
      "First thing to fix
        failed: 03-word-count/random-sentences  random sentences add up exactly
            2 of 41 words have a wrong count in word-counts.

            expected:
              broker  7
              lag     3
            actual:
              broker  14
              lag     6

            hint:
              Every wrong count is twice the right one. What happens to a record that
              your app reads a second time?

            app, standard error at 22:01:07 UTC
              INFO starting
              INFO assigned text-input-0
              WARN rebalance in progress
              ERROR ::error::not a command of ours

      03-word-count: failed, 1 check of 3 passed, 2 of 10 points, 31.0 s.
      All: 13.5 of 40 points, 1 min 23 s.

      Failed: 13.5 of 40 points. 1 check failed, 1 check could not be tried because of
      that. Look at 03-word-count/random-sentences first.

      Reports: reports/report.html to read, reports/junit.xml for a CI, reports/result.json for everything
      Seed: k7f3q
      Again: npm test -- 03-word-count --seed k7f3q --submission 'my work'"
    `)
  })
  test('pictures are sentences', () => {
    expect(terminalPictures(timeline, read)).toMatchInlineSnapshot(`
      [
        [
          "broker 2 was away from 3.0 s to 5.2 s; worker 8083 was away from 3.1 s to 6.0 s;",
          "app was away from 3.6 s to 4.0 s; of 4 lines of produce 2 arrived once, 1 more",
          "than once and 1 never; all 1 lines of part-1.txt arrived, each once.",
        ],
        [
          "fault-test: with all brokers up all replicas are in sync; describe, all up: 1 of",
          "2 partitions not as they are; with broker 2 down 2 of 2 partitions lack a",
          "replica.",
        ],
      ]
    `)
  })
})

test('what was away and what was lost, and who leads what, in characters', () => {
  const pictures = terminalPictures(exampleTimeline(), { colour: false, width: 80 })
  expect(pictures.map(lines => lines.join('\n')).join('\n\n')).toMatchInlineSnapshot(`
    "broker 2 was away from 3.0 s to 5.2 s; worker 8083 was away from 3.1 s to 6.0 s;
    app was away from 3.6 s to 4.0 s; of 4 lines of produce 2 arrived once, 1 more
    than once and 1 never; all 1 lines of part-1.txt arrived, each once.
    broker 2 away                                      ######################
    worker 8083 away                                   #############################
    app away                                                #####
    given to produce                         ||x2
    in part-1.txt                                 |
    stored in fault-test                            | || 2
    8083 files/0                      ======================
    8084 files/0                                           !!!!!!!!!!!!!!!!!!!!!!!!!
                          0 s                                                    6 s
    | a line or record, x lost, 2 more than once, # away, = runs, ! does not

    fault-test: with all brokers up all replicas are in sync; describe, all up: 1 of
    2 partitions not as they are; with broker 2 down 2 of 2 partitions lack a
    replica.
                  all brokers up    describe, all up  broker 2 down
    partition 0   f  L  f           f  f! L!          L  x  f
    partition 1   L  f  f           L  f  f           L  x  f
    brokers 1 2 3: L leads, f follows in sync, x is out of sync, ! is not so"
  `)
  expect(
    terminalPictures(
      exampleTimeline().filter(({ kind }) => kind === 'began'),
      plain,
    ),
  ).toEqual([])
})

test('of a hostile timeline nothing moves the cursor or leaves its line', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 40, max: 120 }), (text, width) => {
      for (const lines of terminalPictures(exampleTimeline(text), { colour: false, width }))
        for (const line of lines) {
          // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
          expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/)
          expect(columns(line)).toBeLessThanOrEqual(width)
        }
    }),
    { numRuns: 50 },
  )
})
