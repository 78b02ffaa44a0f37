// How many labs one grade is worth on this machine.
import { LAB_MEMORY, type Room, roomHere } from '#harness/doctor/labs.ts'

/** A lab costs some ten seconds of a core before it has graded anything: it is to be worth that. */
const EXERCISES_A_LAB = 3

/**
 * At least one. Most of a grade is waiting, so two labs serve two cores well; what is left free is for the person at the machine.
 *
 * @param exercises how many there are to grade
 */
export function howManyLanes(
  exercises: number,
  { cores, available, constrained }: Room = roomHere(),
): number {
  const memory = (constrained > 0 ? Math.min(available, constrained) : available) - SPARE_BYTES
  const worth = Math.ceil(exercises / (cores >= 8 ? 2 : EXERCISES_A_LAB))
  const carried = cores < 2 ? 1 : cores < 4 ? 2 : 4
  return Math.max(1, Math.min(worth, carried, Math.floor(memory / LAB_MEMORY)))
}

const SPARE_BYTES = 1024 ** 3
