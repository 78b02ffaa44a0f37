// The exercises as a project of vitest, beside the grader's own tests.
import path from 'node:path'
import type { TestProjectInlineConfiguration } from 'vitest/config'
import { howManyLanes } from '../lane/how-many-lanes.ts'

const NAME = 'exercises'

/**
 * Whether a run is about exercises: by the project's name, by the file of a suite, or because an editor lists all that can be run. They
 * take labs and minutes, and are none of the tests of the grader.
 */
export const asksForExercises = (argv: readonly string[], env: NodeJS.ProcessEnv): boolean =>
  env.VITEST_VSCODE === 'true' ||
  argv.some(word => word === NAME || word.endsWith(`=${NAME}`) || /(^|[\\/])suite(\.ts)?(:\d+)?$/.test(word))

export const exercisesProject = (): TestProjectInlineConfiguration => ({
  test: {
    name: NAME,
    include: ['suites/*/suite.ts'],
    runner: path.join(import.meta.dirname, 'exercises-runner.ts'),
    includeTaskLocation: true,
    // A worker keeps its lab from one exercise to the next.
    pool: 'forks',
    isolate: false,
    maxWorkers: howManyLanes(8),
    // A check ends by itself, and one that failed is not asked again.
    testTimeout: 0,
    hookTimeout: 0,
    retry: 0,
    sequence: { shuffle: false, concurrent: false, groupOrder: 1 },
  },
})

/** While vitest watches: what a change of a submission's file, below the project's folder, has to be run again. */
export const exercisesToRun = {
  pattern: /^(?!.*[\\/](?:suites|node_modules|reports)[\\/]).*[\\/](\d\d-[^\\/]+)[\\/]/,
  testsToRun: (_file: string, [, exercise]: RegExpMatchArray): string => `suites/${exercise}/suite.ts`,
}
