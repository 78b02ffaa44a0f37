// For questions that are dear and whose answer changes slowly, asked within a loop that is fast.

/** The last answer to `ask`, which is asked again only when that is older than `everyMs` milliseconds. */
export function nowAndThen<T>(everyMs: number, ask: () => Promise<T>): () => Promise<T> {
  let askedAt = Number.NEGATIVE_INFINITY
  let answer: Promise<T>
  return () => {
    if (performance.now() - askedAt >= everyMs) {
      askedAt = performance.now()
      answer = ask()
    }
    return answer
  }
}
