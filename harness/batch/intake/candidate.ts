// What may be somebody's hand-in, and what was given beside it.
import type { Stray } from './entrant.ts'
import type { GradescopePerson } from './gradescope-metadata.ts'

export interface Candidate {
  source: string
  /** The folder or archive itself. */
  path: string
  person: GradescopePerson
  /** Why there is nothing to open. */
  unusable?: string
  notes: string[]
}

export interface Found {
  candidates: Candidate[]
  strays: Stray[]
}
