import { expect, test } from 'vitest'
import { asksForExercises, exercisesToRun } from './project.ts'

const asked = (line: string, env: NodeJS.ProcessEnv = {}): boolean =>
  asksForExercises(['node', '/x/node_modules/.bin/vitest', ...line.split(' ')], env)

test.each([
  '--project exercises',
  'run --project=exercises -t survives-crash',
  '--project exercises --ui',
  'suites/03-word-count/suite.ts',
  'run suites/03-word-count/suite.ts:40',
  'run suites\\03-word-count\\suite',
])('vitest %s is about exercises', line => {
  expect(asked(line)).toBe(true)
})

test('an editor is shown all that can be run', () => {
  expect(asked('', { VITEST_VSCODE: 'true' })).toBe(true)
})

test.each([
  'run',
  'run --project unit --project lab',
  'run harness/exercise/suites.test.ts',
  'suites/03-word-count/counts.test.ts',
])('vitest %s is not', line => {
  expect(asked(line)).toBe(false)
})

test.each([
  ['/srv/day2/submission/03-word-count/app.java', 'suites/03-word-count/suite.ts'],
  ['/srv/day2/solutions/04-schema-registry/lib/http.ts', 'suites/04-schema-registry/suite.ts'],
  ['/srv/day2/suites/03-word-count/suite.ts', undefined],
  ['/srv/day2/suites/03-word-count/wrong/swapped/app.java', undefined],
  ['/srv/day2/submission/03-word-count/node_modules/x/index.js', undefined],
  ['/srv/day2/harness/vitest/project.ts', undefined],
])('a change of %s runs %s', (file, suite) => {
  const { pattern, testsToRun } = exercisesToRun
  const match = pattern.exec(file)
  expect(match ? testsToRun(file, match) : undefined).toBe(suite)
})
