// gl-code-quality.json: GitLab shows these findings in the merge request, beside the lines that they point at.
import { hash } from 'node:crypto'
import { toFix } from '#harness/results/first-to-fix.ts'
import { firstLine } from '#harness/results/printable.ts'
import { repositoryPlace } from '#harness/results/repository-place.ts'
import type { GradeResult } from '#harness/results/result.ts'

/** GitLab takes no finding without a place: one of whose file nothing is known stands at the exercise's folder. */
export const renderCodeQuality = (result: GradeResult): string => {
  const findings = toFix(result).map(({ exercise, check }) => {
    const name = `${exercise.id}/${check.id}`
    const place = repositoryPlace(result, exercise, check) ?? {
      path: [exercise.id, ...(check.submitted ? [check.submitted.file] : [])].join('/'),
      line: check.submitted?.line ?? 1,
    }
    return {
      type: 'issue',
      check_name: name,
      description: firstLine(`${name}: ${firstLine(check.message ?? check.title)}`),
      categories: ['Bug Risk'],
      // The same finding in the next pipeline is the same to GitLab, wherever its line has moved.
      fingerprint: hash('sha256', name),
      severity: check.status === 'failed' ? 'major' : 'info',
      location: { path: firstLine(place.path), lines: { begin: place.line } },
    }
  })
  return `${JSON.stringify(findings, null, 2)}\n`
}
