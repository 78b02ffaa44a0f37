// Each report for a CI or a platform against the rules that its reader has published, whatever a submission prints.
import path from 'node:path'
import { validate } from 'ctrf'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { renderClassroom } from '#harness/results/classroom.ts'
import { renderCodeQuality } from '#harness/results/code-quality.ts'
import { renderCtrf } from '#harness/results/ctrf.ts'
import { exampleResult, exampleWith } from '#harness/results/example-result.ts'
import { toFix } from '#harness/results/first-to-fix.ts'
import { renderGithubAnnotations } from '#harness/results/github.ts'
import { renderGradescope } from '#harness/results/gradescope.ts'
import { renderJunit } from '#harness/results/junit.ts'
import { repositoryPlace } from '#harness/results/repository-place.ts'
import type { GradeResult } from '#harness/results/result.ts'

const withPlace = (file: string, line: number, base = exampleResult): GradeResult => ({
  ...base,
  submission: { ...base.submission, path: path.join(process.cwd(), 'work') },
  exercises: base.exercises.map(exercise => ({
    ...exercise,
    checks: exercise.checks.map(check =>
      check.status === 'failed' ? { ...check, submitted: { file, line } } : check,
    ),
  })),
})
const hostile = fc.string({ unit: 'binary' }).map(text => withPlace(`${text}/app.ts`, 3, exampleWith(text)))
const every = (rule: (result: GradeResult) => unknown): void => {
  for (const result of [exampleResult, withPlace('app.ts', 12), { ...exampleResult, exercises: [] }])
    rule(result)
  fc.assert(
    fc.property(hostile, result => void rule(result)),
    { numRuns: 40 },
  )
}

/** docs.gitlab.com, "Code Quality report format": members that it reads; no byte order mark; an array that may be empty. */
const GitlabFindings = z.array(
  z.strictObject({
    type: z.literal('issue'),
    categories: z.array(z.string()),
    description: z.string().min(1),
    check_name: z.string().min(1),
    fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
    severity: z.enum(['info', 'minor', 'major', 'critical', 'blocker']),
    location: z.strictObject({
      // Relative to the repository, without "./" in front.
      path: z
        .string()
        .min(1)
        .regex(/^(?!\.\/|\/)/),
      lines: z.strictObject({ begin: z.number().int().positive() }),
    }),
  }),
)

describe('GitLab, code quality', () => {
  const read = (result: GradeResult) => GitlabFindings.parse(JSON.parse(renderCodeQuality(result)))

  test('every finding has a place, and a fingerprint of its own', () => {
    every(result => {
      const findings = read(result)
      expect(findings).toHaveLength(toFix(result).length)
      expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(findings.length)
    })
  })
  test('at the line of the student’s file where it is known, else at the exercise', () => {
    expect(read(withPlace('src/app.ts', 12)).map(({ location, severity }) => [location, severity])).toEqual([
      [{ path: 'work/03-word-count/src/app.ts', lines: { begin: 12 } }, 'major'],
      [{ path: 'work/04-schema-registry', lines: { begin: 1 } }, 'info'],
    ])
  })
  test('the fingerprint does not move with the line', () => {
    const prints = [12, 90].map(line => read(withPlace('app.ts', line)).map(({ fingerprint }) => fingerprint))
    expect(prints[0]).toEqual(prints[1])
  })
})

/** docs.gitlab.com, "Unit test reports": names are what a test is known by from pipeline to pipeline; `file` is what it links to. */
test('GitLab, JUnit: no two tests of a class have one name, and a known file is named', () => {
  every(result => {
    const cases = [...renderJunit(result).matchAll(/<testcase classname="([^"]*)" name="([^"]*)"/g)]
    expect(cases).toHaveLength(result.exercises.flatMap(({ checks }) => checks).length)
    expect(new Set(cases.map(([, group, name]) => `${group} ${name}`)).size).toBe(cases.length)
  })
  expect(renderJunit(withPlace('src/app.ts', 12))).toMatch(
    /name="random sentences add up exactly" time="12.4" file="work\/03-word-count\/src\/app.ts"/,
  )
})

/** gradescope-autograders.readthedocs.io, "Autograder Specifications": what results.json may hold. */
const Format = z.enum(['text', 'html', 'simple_format', 'md', 'ansi'])
const Visibility = z.enum(['hidden', 'after_due_date', 'after_published', 'visible'])
const Gradescope = z.strictObject({
  score: z.number().nonnegative().optional(),
  execution_time: z.number().nonnegative().optional(),
  output: z.string().optional(),
  output_format: Format.optional(),
  test_output_format: Format.optional(),
  test_name_format: Format.optional(),
  visibility: Visibility.optional(),
  stdout_visibility: Visibility.optional(),
  extra_data: z.record(z.string(), z.unknown()).optional(),
  tests: z.array(
    z.strictObject({
      score: z.number().optional(),
      max_score: z.number().optional(),
      status: z.enum(['passed', 'failed']).optional(),
      name: z.string().optional(),
      name_format: Format.optional(),
      number: z.string().optional(),
      output: z.string().optional(),
      output_format: Format.optional(),
      tags: z.array(z.string()).optional(),
      visibility: Visibility.optional(),
      extra_data: z.record(z.string(), z.unknown()).optional(),
    }),
  ),
})

describe('Gradescope', () => {
  const read = (result: GradeResult) => Gradescope.parse(JSON.parse(renderGradescope(result)))

  test('nothing that it does not know', () => every(read))
  test('a final grade has a score that the tests add up to; one that is none has no score', () => {
    const exercises = exampleResult.exercises.filter(({ verdict }) => verdict !== 'undetermined')
    const points = exercises.reduce((sum, exercise) => sum + exercise.points, 0)
    const final = read({ ...exampleResult, verdict: 'failed', exercises, points })
    expect(final.score).toBe(points)
    expect(final.tests.reduce((sum, { score = 0 }) => sum + score, 0)).toBe(points)
    // The rule "a score, or one in every test" is broken on purpose then: Gradescope shows no mark and offers to run it again.
    const open = read(exampleResult)
    expect(open.score).toBeUndefined()
    expect(open.tests.every(({ score }) => score !== undefined)).toBe(false)
  })
})

/** classroom-resources/autograding-grading-reporter: what a runner hands it, in base64. */
const Classroom = z.strictObject({
  version: z.literal(1),
  status: z.enum(['pass', 'fail', 'error']),
  max_score: z.number().nonnegative(),
  tests: z.array(
    z.strictObject({
      name: z.string().min(1),
      status: z.enum(['pass', 'fail', 'error']),
      score: z.number().nonnegative(),
      max_score: z.number().nonnegative(),
      message: z.string(),
      test_code: z.string(),
      filename: z.string(),
      line_no: z.number().int().nonnegative(),
      execution_time: z.string().regex(/^\d+ms$/),
    }),
  ),
})

describe('GitHub Classroom', () => {
  const read = (result: GradeResult) => Classroom.parse(JSON.parse(renderClassroom(result)))

  test('what its reporter adds up is the mark', () => {
    every(result => {
      const { tests, max_score } = read(result)
      expect(max_score).toBe(result.maxPoints)
      if (result.exercises.length > 0)
        expect(tests.reduce((sum, { score }) => sum + score, 0)).toBeCloseTo(result.points)
    })
  })
  test('an undetermined grade is an error and no failure', () => {
    expect(read(exampleResult).status).toBe('error')
  })
})

test('CTRF: by its own published schema', () => {
  every(result => {
    const { valid, errors } = validate(JSON.parse(renderCtrf(result)))
    expect(errors).toEqual([])
    expect(valid).toBe(true)
  })
  expect(validate({ reportFormat: 'CTRF', specVersion: '1.0.0' }).valid).toBe(false)
})

describe('GitHub, annotations', () => {
  test('stand at the line of the student’s file', () => {
    expect(renderGithubAnnotations(withPlace('a,b:c%.ts', 12)).split('::')[1]).toBe(
      'error file=work/03-word-count/a%2Cb%3Ac%25.ts,line=12,title=03-word-count/random-sentences (0/2)',
    )
  })
  test('name no file where the work lies elsewhere, or came in an archive', () => {
    const [exercise] = exampleResult.exercises
    const submitted = { file: 'app.ts', line: 1 }
    if (!exercise) throw new Error('the example has changed')
    for (const [handedIn, root] of [
      ['/elsewhere/work', '/repo'],
      ['/repo/ana.zip', '/repo'],
      ['/repo/ana.tar.gz', '/repo'],
    ] as const) {
      const submission = { path: handedIn, digest: '' }
      expect(repositoryPlace({ submission }, exercise, { submitted }, root)).toBeUndefined()
    }
    const submission = { path: '/repo/work', digest: '' }
    expect(repositoryPlace({ submission }, exercise, { submitted }, '/repo')?.path).toBe(
      `work/${exercise.id}/app.ts`,
    )
  })
})
