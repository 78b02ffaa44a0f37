// One kind of thing that an exercise can leave on a cluster: what is there of it, and how it is taken away. The wipe and the proof
// that nothing is left ask the same question.
import { poll } from '#harness/host/poll.ts'
import { LabFault } from './lab.ts'

export interface Leftovers {
  /** What was found, in words for a person; empty when there is nothing to do. */
  found: readonly string[]
  /** One try; what it cannot remove is found again. */
  remove(): Promise<void>
}

export interface Kind {
  /** What it is a kind of, in words: 'topics'. */
  name: string
  look(): Promise<Leftovers>
}

/** What of all the kinds is there, by kind, in words; it removes nothing. */
export async function residueOf(kinds: readonly Kind[]): Promise<Record<string, readonly string[]>> {
  const all = await Promise.all(kinds.map(async kind => [kind.name, (await kind.look()).found] as const))
  return Object.fromEntries(all.filter(([, found]) => found.length > 0))
}

/**
 * Removes until nothing is found.
 *
 * @throws LabFault that names what is still there at the deadline
 */
export async function removeAll(kind: Kind, deadlineMs: number): Promise<void> {
  let last: readonly string[] = []
  const gone = async (): Promise<boolean> => {
    const { found, remove } = await kind.look()
    last = found
    if (found.length === 0) return true
    await remove()
    return false
  }
  try {
    await poll(`no ${kind.name} of an exercise to be left`, gone, { deadlineMs, everyMs: 100 })
  } catch (error) {
    if (error instanceof LabFault) throw error
    throw new LabFault(
      `the lab could not be put in order: ${kind.name}: ${last.slice(0, 5).join(', ') || error}`,
      {
        cause: error,
      },
    )
  }
}
