// Case x check: which check catches which mistake, and whether each check is good for anything.
import type { CaseResult } from './judge-case.ts'

/** One exercise's matrix as text: a row a wrong case, a column a check; K killed, · passed, s skipped, E harness error. */
export function renderMatrix(results: readonly CaseResult[]): string {
  const wrong = results.filter(({ kind }) => kind === 'wrong')
  const ids = results[0]?.checks.map(({ id }) => id) ?? []
  const width = Math.max(...wrong.map(({ name }) => name.length), 10)
  const mark = { passed: '·', failed: 'K', skipped: 's', 'harness-error': 'E' }
  const header = ids.map((id, column) => `${' '.repeat(width + 2)}${'│ '.repeat(column)}┌ ${id}`)
  const rows = wrong.map(({ name, checks }) => {
    const marks = ids.map(id => mark[checks.find(check => check.id === id)?.status ?? 'harness-error'])
    return `${name.padEnd(width)}  ${marks.join(' ')}`
  })
  return [...header, ...rows].join('\n')
}

/** Checks that no wrong case kills: nobody has ever seen them fail. */
export function unkilledChecks(results: readonly CaseResult[]): string[] {
  const ids = results[0]?.checks.map(({ id }) => id) ?? []
  const killed = new Set(
    results
      .filter(({ kind }) => kind === 'wrong')
      .flatMap(({ checks }) => checks.filter(({ status }) => status === 'failed').map(({ id }) => id)),
  )
  return ids.filter(id => !killed.has(id))
}
