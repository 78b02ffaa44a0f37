// Who is to blame when a wait comes to its end: what the submission did wrong (a finding) and what kept the grader from looking (a
// trouble) are kept apart through the whole wait, and a rule decides, not the last forty milliseconds.
import { CheckFailed } from './check-failed.ts'

/** So much of the end of a wait decides. */
const LAST_PART = 1 / 3
/** A trouble that fills so much of it is what the wait came to; a single answer amid it says nothing. */
const NEARLY_ALL = 0.85

export class Blame {
  readonly #tries: { at: number; error: unknown }[] = []

  /** @param at milliseconds of the wait, on the clock that its deadline is measured with */
  note(at: number, error: unknown): void {
    const last = this.#tries.at(-1)
    // The first of a row of equal kind and the latest are enough.
    const before = this.#tries.at(-2)
    if (
      last &&
      before &&
      isTrouble(last.error) === isTrouble(error) &&
      isTrouble(before.error) === isTrouble(error)
    )
      this.#tries.pop()
    this.#tries.push({ at, error })
  }

  /** What the wait came to at its end. A finding carries the trouble that there was, and the other way round. */
  decide(end: number): unknown {
    const finding = this.#tries.findLast(({ error }) => !isTrouble(error))?.error
    const trouble = this.#tries.findLast(({ error }) => isTrouble(error))?.error
    if (finding === undefined) return trouble
    if (trouble === undefined) return finding
    return this.#shareOfTrouble(end) >= NEARLY_ALL
      ? troubleWith(trouble, finding)
      : findingWith(finding, trouble)
  }

  /** How much of the last part of the wait was trouble: each try lasts until the next. */
  #shareOfTrouble(end: number): number {
    const from = end * (1 - LAST_PART)
    let whole = 0
    let troubled = 0
    for (const [index, { at, error }] of this.#tries.entries()) {
      const until = this.#tries[index + 1]?.at ?? end
      const length = Math.max(0, until - Math.max(at, from))
      whole += length
      if (isTrouble(error)) troubled += length
    }
    if (whole > 0) return troubled / whole
    return isTrouble(this.#tries.at(-1)?.error) ? 1 : 0
  }
}

export const isTrouble = (error: unknown): boolean => !(error instanceof CheckFailed)

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error))

function findingWith(finding: unknown, trouble: unknown): unknown {
  if (!(finding instanceof CheckFailed)) return finding
  const { evidence = [], ...rest } = finding.finding
  const text = `some tries could not look: ${words(trouble)}`
  return new CheckFailed({ ...rest, evidence: [...evidence, { source: 'grader', text }] })
}

function troubleWith(trouble: unknown, finding: unknown): unknown {
  return new Error(`${words(trouble)} (before that: ${words(finding)})`, { cause: trouble })
}
