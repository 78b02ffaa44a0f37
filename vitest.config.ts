import { defineConfig } from 'vitest/config'
import { asksForExercises, exercisesProject, exercisesToRun } from './harness/vitest/project.ts'

const exercises = asksForExercises(process.argv, process.env)

export default defineConfig({
  test: {
    ...(exercises ? { watchTriggerPatterns: [exercisesToRun] } : {}),
    projects: [
      {
        test: {
          name: 'unit',
          // A CI has colours, and a terminal of this or that kind; what is tested is text.
          env: { NO_COLOR: '1' },
          include: ['{harness,suites,bench}/**/*.test.ts'],
          exclude: ['**/*.{lab,browser}.test.ts', '**/node_modules/**'],
          // Some try a thousand inputs, and the machine may have other work.
          testTimeout: 60_000,
        },
      },
      {
        // Real JVMs, brokers and registries. Most of their time is waiting, so two files at a time serve two cores well.
        test: {
          name: 'lab',
          include: ['harness/**/*.lab.test.ts'],
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
      {
        // A real browser, where it is asked for (ci/browser.sh).
        test: {
          name: 'browser',
          include: ['harness/**/*.browser.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      ...(exercises ? [exercisesProject()] : []),
    ],
  },
})
