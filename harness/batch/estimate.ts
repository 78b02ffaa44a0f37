// How long the rest takes: exercises differ much in length and people do not, so each exercise has a mean of its own.

export interface Estimate {
  record(exercise: string, ms: number): void
  /**
   * @param left how many of each exercise are still to come, those under way included
   * @param labs side by side
   * @returns milliseconds; undefined before anything has been graded
   */
  remaining(left: ReadonlyMap<string, number>, labs: number): number | undefined
}

export function makeEstimate(): Estimate {
  const seen = new Map<string, { count: number; ms: number }>()
  return {
    record(exercise, ms) {
      const { count = 0, ms: before = 0 } = seen.get(exercise) ?? {}
      seen.set(exercise, { count: count + 1, ms: before + ms })
    },
    remaining(left, labs) {
      const all = [...seen.values()]
      const count = all.reduce((sum, each) => sum + each.count, 0)
      if (count === 0) return undefined
      const mean = all.reduce((sum, each) => sum + each.ms, 0) / count
      let work = 0
      let longest = 0
      for (const [exercise, many] of left) {
        const own = seen.get(exercise)
        const each = own ? own.ms / own.count : mean
        work += many * each
        if (many > 0) longest = Math.max(longest, each)
      }
      // Nothing is done before its longest part is.
      return Math.max(work / labs, longest)
    },
  }
}
