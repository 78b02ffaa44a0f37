// Deadlines that fit the machine: a constant that is right on an idle workstation fails right work on a busy CI runner.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import os from 'node:os'

/** Time that one piece of {@link probe}'s work takes on the machine that the deadlines were chosen on, in milliseconds. */
const NOMINAL_MS = 1.5
/** Pieces so short that some are never interrupted: other work beside them is crowding, and counts there alone. */
const PIECES = 24
const MOST = 8

let speed: number | undefined

/**
 * `ms` stretched by how much slower than the reference this machine is, and by how many runnable processes share a core while
 * there is one that has to wait.
 * At least `ms`, at most eight times as much.
 */
export function patient(ms: number): number {
  return Math.round(ms * stretch())
}

/** The factor in force now: 1 on an idle machine of the usual speed. */
export function stretch(): number {
  const set = Number(process.env.DAY2_STRETCH)
  if (set > 0) return set
  speed ??= probe()
  const crowding = Math.max(1, (os.loadavg()[0] ?? 0) / os.availableParallelism() / 2)
  return Math.min(MOST, Math.max(1, speed) * (1 + (crowding - 1) * pressure()))
}

/**
 * Counts time as this machine could use it: a second at a stretch of four is a quarter of one. A deadline that is measured with it is
 * no shorter because the load has just ended, and no longer because it has just begun.
 */
export class PatienceClock {
  readonly #now: () => number
  readonly #stretch: () => number
  readonly #startedAt: number
  #at: number
  #spent = 0

  constructor(now: () => number = () => performance.now(), stretchNow: () => number = stretch) {
    this.#now = now
    this.#stretch = stretchNow
    this.#startedAt = now()
    this.#at = this.#startedAt
  }

  /** Milliseconds of patience since it was made; ask often, since each part counts by the stretch at its end. */
  spent(): number {
    const now = this.#now()
    this.#spent += (now - this.#at) / Math.max(1, this.#stretch())
    this.#at = now
    return this.#spent
  }

  /** Milliseconds on the wall since it was made. */
  wall(): number {
    return this.#now() - this.#startedAt
  }
}

/**
 * The share of the last ten seconds in which somebody waited for a processor, 0 to 1; 1 where that is not known. The load counts
 * bursts of short-lived threads as if they lasted, on a machine that is idle half of the time.
 */
function pressure(): number {
  try {
    const share = /^some avg10=([\d.]+)/m.exec(readFileSync('/proc/pressure/cpu', 'utf8'))?.[1]
    return share === undefined ? 1 : Math.min(1, Number(share) / 100)
  } catch {
    return 1
  }
}

function probe(): number {
  const buffer = Buffer.alloc(1 << 20)
  let best = Number.POSITIVE_INFINITY
  for (let piece = 0; piece < PIECES; piece++) {
    const started = performance.now()
    createHash('sha512').update(buffer).digest()
    best = Math.min(best, performance.now() - started)
  }
  return best / NOMINAL_MS
}
