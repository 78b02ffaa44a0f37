// What of a class is still to be judged.
import type { Exercise } from '#harness/exercise/exercise.ts'
import type { GraderDigest } from '#harness/grade/grader-digest.ts'
import type { ClassFolder } from './class-folder.ts'
import type { ClassLedger } from './class-ledger.ts'
import type { Order } from './order.ts'
import type { Graded } from './result-store.ts'

/** By exercise, the digest of what would judge it now. */
export type Graders = ReadonlyMap<string, string>

export async function gradersOf(exercises: readonly Exercise[], grader: GraderDigest): Promise<Graders> {
  return new Map(await Promise.all(exercises.map(async ({ id }) => [id, await grader.of(id)] as const)))
}

interface Options {
  folder: ClassFolder
  /** What has been judged is read into it. */
  ledger: ClassLedger
  graders: Graders
  seed: string
  /** Only what another grader has judged, or none could. */
  regrade: boolean
}

/** @returns the orders, each work once whoever handed it in, and how many judgements are another grader's */
export function ordersOf({ folder, ledger, graders, seed, regrade }: Options): {
  orders: Order[]
  foreign: number
} {
  const orders: Order[] = []
  const seen = new Set<string>()
  let foreign = 0
  for (const { digest, attempted } of ledger.intake.entrants) {
    if (digest === undefined || seen.has(digest)) continue
    seen.add(digest)
    for (const { id: exercise } of ledger.exercises) {
      if (!attempted.includes(exercise)) continue
      const place = { submission: digest, exercise }
      const now = graders.get(exercise)
      const known = folder.results.get(place)
      if (known) ledger.record(digest, known.result)
      if (known && known.key.grader !== now) foreign++
      const wanted = regrade
        ? known && isDue(known, now) && folder.regraded.get(place)?.key.grader !== now
        : !known
      if (wanted) orders.push({ exercise, seed, submission: { digest, path: '' } })
    }
  }
  return { orders, foreign }
}

const isDue = ({ key, result }: Graded, now: string | undefined): boolean =>
  key.grader !== now || result.verdict === 'undetermined'
