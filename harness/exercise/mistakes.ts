// One mistake fails one check: what fails for the same reason as an earlier check is skipped, and names that one.
import type { Lab } from '#harness/lab/lab.ts'
import { FaultUnavailable, LabFault } from '#harness/lab/lab.ts'
import { CheckFailed, type Finding } from './check-failed.ts'
import type { CheckOptions } from './exercise.ts'
import { brokerName, workerName } from './own-orders.ts'

/** The parts of a lab that a program of the submission can stop, with `docker stop` for instance. */
type Stoppable = Pick<Lab, 'brokers' | 'tampering'> & { connect: Pick<Lab['connect'], 'workers'> }

/** What the checks of one exercise have failed for so far, and what of the lab a program has stopped and left so. */
export class Mistakes {
  readonly #lab: Stoppable
  readonly #failed = new Map<string, Finding>()
  /** Down, but not by a program: since before the exercise, by the suite itself, or after a trouble of ours. */
  readonly ours: Set<string>
  #atBegin: string[] = []
  readonly #changedBefore: ReadonlySet<string>

  /** @param changedBefore what of the lab was not as it should be when the exercise began */
  constructor(lab: Stoppable, changedBefore: ReadonlySet<string> = new Set()) {
    this.#lab = lab
    this.#changedBefore = changedBefore
    this.ours = new Set(downIn(lab))
  }

  /** Called before a check's body: what is down now, while nothing of the suite's own is under way, was stopped by a program. */
  begin(): void {
    this.#atBegin = this.#leftDown()
  }

  /**
   * What a check really failed for. A component that a program stopped and left so is the submission's doing, also where the grader
   * itself could not go on without it; the failure then names it.
   */
  causeOf(thrown: unknown): unknown {
    const down = [...new Set([...this.#atBegin, ...(thrown instanceof LabFault ? [] : this.#leftDown())])]
    if (down.length === 0) {
      for (const name of downIn(this.#lab)) this.ours.add(name)
      return thrown
    }
    const finding = thrown instanceof CheckFailed ? thrown.finding : undefined
    const are = down.length > 1 ? 'are' : 'is'
    const said = thrown instanceof Error ? thrown.message : String(thrown)
    return new CheckFailed({
      ...(finding ?? {
        message: `${down.join(' and ')} ${are} stopped, and this cannot be had without`,
        actual: said,
      }),
      hint: `${capital(down.join(' and '))} ${are} stopped, and not by the grader: which program stops it, and does not start it again?`,
      stopped: down,
    })
  }

  /**
   * Where the grader could not go on and a program has changed the lab itself, that is what the check fails for: nobody else changes
   * it.
   */
  async orTampering(thrown: unknown): Promise<unknown> {
    if (thrown instanceof CheckFailed || thrown instanceof FaultUnavailable) return thrown
    const found = (await this.#lab.tampering?.().catch(() => [])) ?? []
    const changed = found.filter(change => !this.#changedBefore.has(change))
    if (changed.length === 0) return thrown
    return new CheckFailed({
      message: `the lab was changed so that nobody can go on with it: ${changed.slice(0, 5).join('; ')}`,
      expected: 'the lab as it is given to every exercise',
      actual: thrown instanceof Error ? thrown.message : String(thrown),
      hint: 'The grader changes no setting of brokers, sets no limits and deletes no topic of Connect. Which program does?',
      stopped: changed,
    })
  }

  /** The check that failed for the same reason; undefined where this failure is a mistake of its own. */
  sameAs({ alike = [] }: Pick<CheckOptions, 'alike'>, finding: Finding): string | undefined {
    if (finding.partOf !== undefined && this.#failed.has(finding.partOf)) return finding.partOf
    const earlier = [...this.#failed]
    if (finding.stopped) return earlier.find(([, { stopped }]) => stopped)?.[0]
    return earlier.find(
      ([id, other]) => alike.includes(id) && sense(other.message) === sense(finding.message),
    )?.[0]
  }

  /** @param id a check that failed for this, and for a reason of its own */
  failed(id: string, finding: Finding): void {
    this.#failed.set(id, finding)
  }

  #leftDown(): string[] {
    return downIn(this.#lab).filter(name => !this.ours.has(name))
  }
}

function downIn({ brokers, connect }: Stoppable): string[] {
  const stopped = ({ state }: { state: string }): boolean => state === 'stopped' || state === 'stopping'
  return [...brokers.filter(stopped).map(brokerName), ...connect.workers.filter(stopped).map(workerName)]
}

/** Numbers differ from check to check, the mistake does not. */
function sense(message: string): string {
  return message.replace(/\d+(\.\d+)?/g, '#').replace(/ \(waited .*\)$/, '')
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
