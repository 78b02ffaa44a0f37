// What a probe says about one thing of this machine.

export type State = 'good' | 'hint' | 'bad'

/** How to get something, on each system. */
export interface Ways {
  debian: string
  macos: string
  windows: string
}

export interface Finding {
  /** A name that stays, for those who ask for single findings. */
  id: string
  /** What was looked at: "JDK". */
  what: string
  /** `bad`: something cannot run because of it. `hint`: it runs, but not as well. */
  state: State
  /** What is there, or what is missing and what that means, in a line. */
  text: string
  ways?: Ways
}

const MIB = 1024 ** 2
const GIB = 1024 ** 3

export function inWords(bytes: number): string {
  return bytes >= GIB ? `${(bytes / GIB).toFixed(1)} GiB` : `${Math.round(bytes / MIB)} MiB`
}
