// When what is not there will not come any more: nothing runs that could still make a topic, and all brokers say the same.
import type { PatienceClock } from '#harness/host/patience.ts'
import { HERE, type Place } from '#harness/host/place.ts'
import type { Lab } from '#harness/lab/lab.ts'
import type { Observer } from '#harness/observe/observer.ts'
import { Unchanged } from './lasting.ts'

/** A request whose sender has ended may still be under way to the controller: so long all brokers have to say the same. */
const REST_MS = 1500

export interface AtRestOptions {
  lab: Pick<Lab, 'engine' | 'brokers'>
  observe: Pick<Observer, 'topicsEverywhere' | 'connect'>
  /** How many programs of the submission run, and how many have been started so far. */
  programs: () => { running: number; started: number }
  place?: Pick<Place, 'trees'>
  clock?: PatienceClock
}

/** Whether the topics of the cluster are what they will be until another program is started. */
export class AtRest {
  readonly #options: AtRestOptions
  readonly #unchanged: Unchanged

  constructor(options: AtRestOptions) {
    this.#options = options
    this.#unchanged = new Unchanged(options.clock)
  }

  /** True from the second look on at which nothing has changed, some time after the first. */
  async look(): Promise<boolean> {
    const { observe, programs } = this.#options
    const { started } = programs()
    const seen = this.nobodyWorks && this.#whole ? await untroubled(observe) : undefined
    const still = seen !== undefined && this.nobodyWorks && started === programs().started
    // Another value than any before it: what comes after begins anew.
    return this.#unchanged.look(still ? `${started} ${seen}` : Symbol()) > REST_MS
  }

  /** No program of the submission runs, nor anything that one has left behind. */
  get nobodyWorks(): boolean {
    const { lab, programs, place = HERE } = this.#options
    // Elsewhere a program may leave something running that nobody finds, and on somebody's cluster others are at work.
    return programs().running === 0 && place.trees === 'namespace' && lab.engine !== 'attached'
  }

  get #whole(): boolean {
    return this.#options.lab.brokers.every(({ state }) => state === 'running')
  }
}

/** What all brokers say of the topics that there are; undefined where they differ, or where a connector may make another one. */
async function untroubled(observe: AtRestOptions['observe']): Promise<string | undefined> {
  try {
    if ((await observe.connect.connectors()).length > 0) return undefined
    return await observe.topicsEverywhere()
  } catch {
    return undefined
  }
}
