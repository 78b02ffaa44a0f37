// `day2 merge`: the shards of a class, put together.
import path from 'node:path'
import { Command } from 'commander'
import { mergeClasses } from '#harness/batch/merge-classes.ts'
import { loadExercise } from '#harness/exercise/suites.ts'
import { VERSION } from '#harness/host/project.ts'
import { ReportsFolder } from '#harness/results/reports-folder.ts'
import { lockReports } from '#harness/results/reports-lock.ts'
import { KAFKA_VERSION } from '#harness/runtime/runtime.ts'

export function mergeCommand(): Command {
  return new Command('merge')
    .description('put together what `day2 batch --shard` has graded in parts')
    .argument('<reports...>', 'folders that `day2 batch` has written')
    .requiredOption('--reports <dir>', 'where the whole goes')
    .action(async (given: string[], options: { reports: string }) => {
      const reports = path.resolve(options.reports)
      ReportsFolder.open(reports)
      await lockReports(reports)
      const verdicts = await mergeClasses({
        parts: given.map(each => path.resolve(each)),
        reports,
        loadExercise: id => loadExercise(id),
        gradedBy: {
          version: VERSION,
          engine: 'embedded',
          kafka: KAFKA_VERSION,
          java: 'none needed',
          node: process.versions.node,
        },
      })
      const counts = [...verdicts].map(([verdict, count]) => `${count} ${verdict}`).join(', ')
      process.stdout.write(`${counts}. ${path.join(reports, 'gradebook.csv')}\n`)
      process.exitCode = verdicts.has('incomplete') || verdicts.has('undetermined') ? 2 : 0
    })
}
