// What is wrong with this machine, for a grade that could not judge something.
import { examineEssentials } from './examine.ts'
import type { Finding } from './finding.ts'

/** A line for everything that a lab cannot do without and that is missing; empty where the machine is not to blame. */
export async function explain(examine: () => Promise<Finding[]> = examineEssentials): Promise<string[]> {
  try {
    const findings = await examine()
    return findings
      .filter(({ state }) => state === 'bad')
      .map(
        ({ what, text }) => `This machine may be the reason: ${what}: ${text} (npx day2 doctor tells more)`,
      )
  } catch {
    // An explanation is a courtesy; its own trouble is nobody's concern.
    return []
  }
}
