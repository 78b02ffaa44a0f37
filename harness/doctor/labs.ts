// How many labs this machine carries side by side.
import os from 'node:os'

/** Brokers, registry, worker, and a Java program of the submission, in bytes. */
export const LAB_MEMORY = 2.5 * 1024 ** 3

export interface Room {
  cores: number
  /** Free for use on the machine, in bytes. */
  available: number
  /** What a container may use in all; 0 or more than any machine has where it is not limited. */
  constrained: number
}

/** At least one. Most of a grade is waiting, so that two labs share a core; memory is not shared. */
export function howManyLabs({ cores, available, constrained }: Room = roomHere()): number {
  const memory = constrained > 0 ? Math.min(available, constrained) : available
  return Math.max(1, Math.min(2 * cores, Math.floor(memory / LAB_MEMORY)))
}

export function roomHere(): Room {
  return {
    cores: os.availableParallelism(),
    // What a control group's limit leaves, where there is one.
    available: process.availableMemory(),
    constrained: process.constrainedMemory(),
  }
}
