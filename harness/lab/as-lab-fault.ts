// The first cause, when something failed and clearing up after it failed as well.
import { knownCause } from './known-causes.ts'
import { LabFault } from './lab.ts'

/** @param what a sentence's beginning: "the lab did not come up" */
export function asLabFault(what: string, thrown: unknown): LabFault {
  const error = firstCause(thrown)
  if (error instanceof LabFault) return error
  const words = error instanceof Error ? error.message : String(error)
  return new LabFault(`${what}: ${knownCause(words) ?? words}`, { cause: error })
}

/** A stack that is disposed of because of an error, and then fails itself, hides that error in a SuppressedError. */
function firstCause(error: unknown): unknown {
  return error instanceof Error && error.name === 'SuppressedError' && 'suppressed' in error
    ? firstCause(error.suppressed)
    : error
}
