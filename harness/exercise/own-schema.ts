// Schemas that the grader itself registers. A submission can forbid that, for all or for its subject, and must then be told so.
import type { Observer } from '#harness/observe/observer.ts'
import { fail } from './check-failed.ts'

const AS_AT_FIRST = 'READWRITE'

/**
 * Registers a schema that fits.
 *
 * @returns its id
 * @throws CheckFailed where the registry, or the subject, was put into another mode; Error where it is refused for any other reason
 */
export async function registerOwn(observe: Observer, subject: string, schema: unknown): Promise<number> {
  const answer = await observe.registry.register(subject, schema)
  const { status, body } = answer
  if (status === 200 && body && typeof body === 'object' && 'id' in body) return Number(body.id)
  await canBeWrittenTo(observe, subject)
  throw new Error(`the registry refuses the grader's own version of ${subject}: ${JSON.stringify(answer)}`)
}

/** Fails the check where the registry or the subject is in another mode than at first: nobody but the submission can have done that. */
export async function canBeWrittenTo(observe: Observer, subject: string): Promise<void> {
  const path = `/mode/${encodeURIComponent(subject)}?defaultToGlobal=true`
  const { body } = await observe.registry.call('GET', path)
  const mode = body && typeof body === 'object' && 'mode' in body ? body.mode : undefined
  if (mode === undefined || mode === AS_AT_FIRST) return
  fail({
    message: `nobody can register a schema under ${subject} any more: its mode is ${mode}`,
    expected: `mode ${AS_AT_FIRST}, in which the registry begins`,
    actual: `mode ${mode}`,
    hint: 'The grader changes no mode. Which program sends something to /mode?',
  })
}
