// A part of an exercise for a quick turn: one check, and those that it builds on.
import { distance } from 'fastest-levenshtein'
import { UserError } from '#harness/host/user-error.ts'
import type { Check, Exercise } from './exercise.ts'

/**
 * The exercise with that check and those that it needs, looks at, or is alike to (what they leave behind, it may go on with), in their
 * order.
 *
 * @throws UserError where it has no such check; it lists those that there are
 */
export function onlyCheck(exercise: Exercise, id: string): Exercise {
  const checks = exercise.declare()
  if (!checks.some(check => check.id === id)) throw new UserError(unknown(exercise.id, id, checks))
  return withChecks(exercise, foundationOf([id], checks))
}

/** The exercise with these of its checks, in its own order. */
export function withChecks(exercise: Exercise, ids: Iterable<string>): Exercise {
  const wanted = new Set(ids)
  return {
    ...exercise,
    declare: onCheck => exercise.declare(onCheck).filter(check => wanted.has(check.id)),
  }
}

/** These checks and those that they need, look at, or are alike to. */
export function foundationOf(ids: Iterable<string>, checks: readonly Check[]): Set<string> {
  const wanted = new Set<string>()
  const add = (name: string): void => {
    if (wanted.has(name)) return
    wanted.add(name)
    const { needs = [], alike = [], after = [] } = checks.find(check => check.id === name) ?? {}
    for (const other of [...needs, ...alike, ...after]) add(other)
  }
  for (const id of ids) add(id)
  return wanted
}

function unknown(exercise: string, id: string, checks: readonly Check[]): string {
  const [nearest] = checks.toSorted((a, b) => distance(id, a.id) - distance(id, b.id))
  const near = nearest && distance(id, nearest.id) <= Math.max(2, id.length / 3)
  const hint = near ? ` Did you mean ${nearest.id}?` : ''
  return `${exercise} has no check "${id}".${hint} It has:\n${checks.map(check => `  ${check.id}`).join('\n')}`
}
