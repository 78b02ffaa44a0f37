// How a command comes to the labs that stay: it is lent as many as it can use, or a line says why it opens its own.
import type { WhyNot } from '#harness/lane/protocol.ts'
import type { Isolation } from '#harness/sandbox/view.ts'
import { findStaying, labsInWords, type Wanted } from './find.ts'
import { type LeasedLane, type LeaseOptions, lease } from './lease.ts'
import type { Holder } from './protocol.ts'
import { type StayFolder, stayFolder } from './shelf.ts'

export interface Use extends Wanted, Omit<LeaseOptions, 'isolation'> {
  /** What there is to grade. */
  exercises: readonly string[]
  /** Given why programs cannot be shut in there, if so: how far they are. */
  shutIn: (why: string | undefined) => Isolation
  tell: (line: string) => void
}

export interface Used {
  lanes: LeasedLane[]
  isolation: Isolation
  why: WhyNot
}

/** @returns undefined where no lab stays, or none can be used, which `tell` has been told then */
export async function useStaying(use: Use, folder: StayFolder = stayFolder()): Promise<Used | undefined> {
  const found = await findStaying(use, folder)
  if (found === undefined) return undefined
  const { tell } = use
  if ('why' in found) {
    tell(`Opens a lab of its own, not the one that stays: ${found.why}.`)
    return undefined
  }
  const { state } = found
  const isolation = use.shutIn(state.why.views)
  const { command, seed, reports } = use
  const lanes: LeasedLane[] = []
  const most = Math.min(use.labs ?? state.labs, use.exercises.length, state.labs)
  try {
    while (lanes.length < most) {
      const lent = await lease(folder, {
        command,
        seed,
        isolation,
        ...(reports === undefined ? {} : { reports }),
      })
      if (!('busy' in lent)) lanes.push(lent)
      else if (lanes.length > 0) break
      else {
        tell(`Opens a lab of its own: the one that stays is used by ${lent.busy.map(inWords).join(' and ')}.`)
        return undefined
      }
    }
  } catch (error) {
    for (const lane of lanes) await lane.close()
    tell(
      `Opens a lab of its own: the one that stays is not to be had (${error instanceof Error ? error.message : error}).`,
    )
    return undefined
  }
  tell(
    lanes.length === 1 ? 'Uses the lab that stays.' : `Uses ${labsInWords(lanes.length)} of those that stay.`,
  )
  return { lanes, isolation, why: state.why }
}

export const inWords = ({ pid, command, since }: Holder): string =>
  `day2 ${command} (process ${pid}, since ${new Date(since).toTimeString().slice(0, 8)})`
