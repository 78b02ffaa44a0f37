import { expect, test } from 'vitest'
import { exampleResult } from '#harness/results/example-result.ts'
import type { GradeResult } from '#harness/results/result.ts'
import { verdictInWords, verdictTitle } from '#harness/results/verdict-words.ts'

const [passed, failed, undetermined, untouched] = exampleResult.exercises
const words = (verdict: GradeResult['verdict'], ...exercises: (typeof passed)[]) => {
  const result = {
    ...exampleResult,
    verdict,
    exercises: exercises.filter(exercise => exercise !== undefined),
  }
  return `${verdictTitle(result)} ${verdictInWords(result, 'out/result.json')}`
}

test('a person learns what it means and what to do', () => {
  expect([
    words('passed', passed),
    words('failed', passed, failed),
    words('failed', failed, untouched, untouched),
    words('failed', untouched),
    words('undetermined', passed, undetermined),
    words('undetermined', failed, undetermined, undetermined, undetermined),
    words('undetermined', passed && { ...passed, verdict: 'undetermined', checks: [] }),
    words('incomplete', passed),
  ]).toMatchInlineSnapshot(`
    [
      "Passed: 13.5 of 40 points. Everything that was asked for works.",
      "Failed: 13.5 of 40 points. 1 check failed, 1 check could not be tried because of that. Look at 03-word-count/random-sentences first.",
      "Failed: 13.5 of 40 points. 1 check failed, 1 check could not be tried because of that, 2 exercises were not attempted. Look at 03-word-count/random-sentences first.",
      "Failed: 13.5 of 40 points. 1 exercise was not attempted.",
      "Undetermined: 13.5 of 40 points. 04-schema-registry/schema-registered could not be judged. That is a fault of the grader or of this machine, not yours, and it costs no mark. Run the command below again. If it happens again, \`npx day2 doctor\` looks for the cause on this machine: send what it says and out/result.json to whoever runs the course.",
      "Undetermined: 13.5 of 40 points. 04-schema-registry/schema-registered, 04-schema-registry/schema-registered and 1 more could not be judged. That is a fault of the grader or of this machine, not yours, and it costs no mark. Run the command below again. If it happens again, \`npx day2 doctor\` looks for the cause on this machine: send what it says and out/result.json to whoever runs the course. Apart from that, 1 check failed: look at 03-word-count/random-sentences.",
      "Undetermined: 13.5 of 40 points. 01-multi-broker-cluster could not be judged. That is a fault of the grader or of this machine, not yours, and it costs no mark. Run the command below again. If it happens again, \`npx day2 doctor\` looks for the cause on this machine: send what it says and out/result.json to whoever runs the course.",
      "Incomplete: 13.5 of 40 points. The grade was interrupted, so only what had been judged by then counts here. Run the command below again.",
    ]
  `)
})
