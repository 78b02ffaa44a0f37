// The lab that stays as a command finds it: there and fitting, there and not fitting (and why), or not there.
import { rmSync } from 'node:fs'
import type { EngineName } from '#harness/lab/lab.ts'
import type { Runtime } from '#harness/runtime/runtime.ts'
import type { Isolation } from '#harness/sandbox/view.ts'
import { differences, fitHere } from './fit.ts'
import { type StayFolder, stayFolder } from './shelf.ts'
import { isAlive, readState, type StayState } from './state.ts'

export interface Wanted {
  runtime: Runtime
  engine: EngineName
  /** What was asked for; undefined where anything will do. */
  isolation: Isolation | undefined
  labs: number | undefined
  /** The reports beside which evidence is to be left, if it is. */
  evidence?: string | undefined
}

export type Found = { folder: StayFolder; state: StayState } | { why: string }

/** The state of the lab that stays, where its process lives; what is left of one that was killed goes. */
export function stayingHere(folder = stayFolder()): StayState | undefined {
  const state = readState(folder.state)
  if (state === undefined) return undefined
  if (isAlive(state)) return state
  for (const file of [folder.state, folder.socket]) rmSync(file, { force: true })
  return undefined
}

/** @returns undefined where no lab stays */
export async function findStaying(wanted: Wanted, folder = stayFolder()): Promise<Found | undefined> {
  const state = stayingHere(folder)
  if (state === undefined) return undefined
  const why = await whyNot(state, wanted)
  return why === undefined ? { folder, state } : { why }
}

async function whyNot(
  state: StayState,
  { runtime, engine, isolation, labs, evidence }: Wanted,
): Promise<string | undefined> {
  if (engine !== 'embedded') return `it is of the embedded engine, and this is to be the ${engine} one`
  if (isolation !== undefined && (isolation === 'none') !== (state.isolation === 'none'))
    return `it was opened with --isolation ${state.isolation}, and this is to be ${isolation}`
  if (evidence?.startsWith('/tmp/'))
    return `it has a /tmp of its own, and evidence is to be kept below ${evidence} (--no-keep, or other --reports)`
  if (labs !== undefined && labs > state.labs)
    return `it has ${labsInWords(state.labs)}, and ${labs} are asked for`
  const changed = differences(state.fits, await fitHere(runtime))
  if (changed.length === 0) return undefined
  const which = changed.join(', and ')
  return `since it was opened, ${which} changed (npx day2 up opens it anew)`
}

export const labsInWords = (labs: number): string => (labs === 1 ? 'one lab' : `${labs} labs`)
