// Why a check was not tried: of a row of checks that need each other, the one at the root is what there is to mend.
import type { CheckStatus } from '#harness/results/result.ts'
import type { Check } from './exercise.ts'
import type { Judged } from './judge-check.ts'

/**
 * The ids of the checks at the root of `id` being skipped, in the order they were judged in; none where it was skipped for another
 * reason, such as a lab that cannot show what it asks for.
 *
 * @param statuses of what has been judged by then
 */
export function rootsOfSkip(
  id: string,
  checks: readonly Pick<Check, 'id' | 'needs'>[],
  statuses: ReadonlyMap<string, CheckStatus>,
): string[] {
  const roots = new Set<string>()
  const seen = new Set<string>()
  const follow = (at: string): void => {
    if (seen.has(at)) return
    seen.add(at)
    const { needs = [] } = checks.find(check => check.id === at) ?? {}
    const missing = needs.filter(need => statuses.get(need) !== 'passed')
    if (missing.length === 0 && at !== id) roots.add(at)
    for (const need of missing) {
      if (statuses.get(need) === 'skipped') follow(need)
      else roots.add(need)
    }
  }
  follow(id)
  return checks.map(check => check.id).filter(each => roots.has(each))
}

/** A check that was skipped for others names the one that is to be mended, not the one before it in the row. */
export function withCause(
  judged: Judged,
  checks: readonly Check[],
  statuses: ReadonlyMap<string, CheckStatus>,
): Judged {
  if (judged.status !== 'skipped') return judged
  const because = rootsOfSkip(judged.id, checks, statuses)
  return because.length === 0 ? judged : { ...judged, message: skipMessage(because, statuses), because }
}

/** `needs setup-succeeds, which failed` */
export function skipMessage(roots: readonly string[], statuses: ReadonlyMap<string, CheckStatus>): string {
  const verbs = new Set(roots.map(root => BECAME[statuses.get(root) ?? 'skipped']))
  const [only = BECAME.skipped] = verbs
  return `needs ${roots.join(' and ')}, which ${verbs.size === 1 ? only : 'did not pass'}`
}

const BECAME = {
  passed: 'did not pass',
  failed: 'failed',
  'harness-error': 'could not be judged',
  skipped: 'could not be tried',
} as const satisfies Record<CheckStatus, string>
