// vitest's way of running a file, for suites: what a suite exports becomes tests. The suite itself knows nothing of that.
import { TestRunner } from 'vitest'
import type { Exercise } from '#harness/exercise/exercise.ts'

export default class ExercisesRunner extends TestRunner {
  override async importFile(file: string, source: 'collect' | 'setup'): Promise<unknown> {
    const module: unknown = await super.importFile(file, source)
    if (source === 'setup') return module
    // Its fixture can be made only where tests are being collected.
    const { testsOf } = await import('./tests-of.ts')
    testsOf((module as { default: Exercise }).default)
    return module
  }
}
