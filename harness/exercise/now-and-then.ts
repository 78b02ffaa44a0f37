// For questions that are dear and whose answer changes slowly, asked within a loop that is fast.

/**
 * The last answer to `ask`, which is asked again only when that is older than `everyMs` milliseconds.
 * A rejection is no answer: who waits for it gets it, and the next one asks anew.
 */
export function nowAndThen<T>(everyMs: number, ask: () => Promise<T>): () => Promise<T> {
  let askedAt = Number.NEGATIVE_INFINITY
  let answer: Promise<T>
  return () => {
    if (performance.now() - askedAt >= everyMs) {
      askedAt = performance.now()
      const asked = ask()
      answer = asked
      asked.catch(() => {
        // A newer question may be under way by now: that one stays.
        if (answer === asked) askedAt = Number.NEGATIVE_INFINITY
      })
    }
    return answer
  }
}
