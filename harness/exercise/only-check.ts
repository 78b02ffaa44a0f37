// A part of an exercise for a quick turn: one check, and those without which it cannot be judged.
import { distance } from 'fastest-levenshtein'
import { UserError } from '#harness/host/user-error.ts'
import type { Check, Exercise } from './exercise.ts'

/**
 * The exercise with that check and what it needs, in their order.
 *
 * @throws UserError where it has no such check; it lists those that there are
 */
export function onlyCheck(exercise: Exercise, id: string): Exercise {
  const checks = exercise.declare()
  if (!checks.some(check => check.id === id)) throw new UserError(unknown(exercise.id, id, checks))
  const wanted = neededBy(id, checks)
  return { ...exercise, declare: () => exercise.declare().filter(check => wanted.has(check.id)) }
}

function neededBy(id: string, checks: readonly Check[]): Set<string> {
  const wanted = new Set<string>()
  const add = (name: string): void => {
    if (wanted.has(name)) return
    wanted.add(name)
    for (const need of checks.find(check => check.id === name)?.needs ?? []) add(need)
  }
  add(id)
  return wanted
}

function unknown(exercise: string, id: string, checks: readonly Check[]): string {
  const [nearest] = checks.toSorted((a, b) => distance(id, a.id) - distance(id, b.id))
  const near = nearest && distance(id, nearest.id) <= Math.max(2, id.length / 3)
  const hint = near ? ` Did you mean ${nearest.id}?` : ''
  return `${exercise} has no check "${id}".${hint} It has:\n${checks.map(check => `  ${check.id}`).join('\n')}`
}
