// Opens a lab on a cluster that is up already.
import { UserError } from '#harness/host/user-error.ts'
import type { Lab } from '../lab.ts'

export interface AttachedOptions {
  bootstrap?: string
  registry?: string
  connect?: string
  /** Delete without asking what the exercises name. */
  yes: boolean
  javaVersion: string
  tell: (text: string) => void
}

export async function openAttachedLab(_options: AttachedOptions): Promise<Lab> {
  throw new UserError('The attached engine is not here yet.')
}
