// Every report that is made from a result, by the name of its file. A new report is a line here and a file beside it.
import { renderClassroom } from '#harness/results/classroom.ts'
import { renderCodeQuality } from '#harness/results/code-quality.ts'
import { renderCtrf } from '#harness/results/ctrf.ts'
import { renderGithubSummary } from '#harness/results/github.ts'
import { renderGradescope } from '#harness/results/gradescope.ts'
import { renderHtml } from '#harness/results/html.ts'
import { renderJunit } from '#harness/results/junit.ts'
import type { RenderedFile } from '#harness/results/report-files.ts'
import type { ReportsFolder } from '#harness/results/reports-folder.ts'
import type { GradeResult } from '#harness/results/result.ts'

export interface Rendering {
  file: RenderedFile
  /** @param folder that the file will lie in */
  render(result: GradeResult, folder?: string): string
}

export const renderings: readonly Rendering[] = [
  { file: 'junit.xml', render: renderJunit },
  { file: 'report.html', render: renderHtml },
  { file: 'summary.md', render: renderGithubSummary },
  { file: 'ctrf.json', render: renderCtrf },
  { file: 'gradescope.json', render: renderGradescope },
  { file: 'gl-code-quality.json', render: renderCodeQuality },
  { file: 'classroom.json', render: renderClassroom },
]

/** Writes them all. One that cannot be made or written keeps none of the others away, and is told of at the end. */
export const writeRenderings = (reports: ReportsFolder, result: GradeResult, list = renderings): void => {
  const problems: unknown[] = []
  for (const { file, render } of list) {
    try {
      reports.write(file, render(result, reports.path))
    } catch (error) {
      problems.push(new Error(`${file} could not be made from result.json`, { cause: error }))
    }
  }
  if (problems.length > 0) {
    const files = problems.map(problem => (problem instanceof Error ? problem.message : String(problem)))
    throw new AggregateError(problems, files.join('\n'))
  }
}
