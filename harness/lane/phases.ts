/** Milliseconds by phase. */
export type Phases = Readonly<Record<string, number>>

export function sumOfPhases(parts: readonly Phases[]): Record<string, number> {
  const all: Record<string, number> = {}
  for (const part of parts)
    for (const [phase, ms] of Object.entries(part)) all[phase] = (all[phase] ?? 0) + ms
  return all
}
