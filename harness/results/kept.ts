// What of an exercise has been kept for whoever looks at it later, without a lab: the shape of the list of it in result.json.
import { z } from 'zod'

export const KeptFile = z.object({
  /** Below the folder of the reports, with slashes. */
  file: z.string(),
  /** In words: "app, standard output, run 2". */
  what: z.string(),
  bytes: z.number().int().nonnegative(),
  /** Bytes (of topics: records) that there were beyond it and that were left out. */
  leftOut: z.number().int().nonnegative().optional(),
})
export type KeptFile = z.infer<typeof KeptFile>

/** Of which exercises evidence is kept: of all, or of those of which a check failed or could not be judged. */
export const KEEPS = ['all', 'failed'] as const
export type Keep = (typeof KEEPS)[number]
