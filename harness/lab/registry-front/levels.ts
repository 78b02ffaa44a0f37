// Compatibility levels. Confluent has one for a subject that does not exist yet, and tells "unset" from "as globally
// set"; Apicurio does neither, so the front remembers them and tells the registry when it matters.
import { CONFLUENT_API, OWN_API, type Upstream } from './upstream.ts'

export const LEVELS = [
  'NONE',
  'BACKWARD',
  'BACKWARD_TRANSITIVE',
  'FORWARD',
  'FORWARD_TRANSITIVE',
  'FULL',
  'FULL_TRANSITIVE',
] as const
export type Level = (typeof LEVELS)[number]

export const DEFAULT_LEVEL: Level = 'BACKWARD'

export const toLevel = (name: string | undefined): Level | undefined =>
  LEVELS.find(level => level === name?.toUpperCase())

export class Levels {
  readonly #upstream: Upstream
  #global: Level = DEFAULT_LEVEL
  readonly #bySubject = new Map<string, Level>()
  /** What the registry was told. */
  readonly #told = new Map<string, Level>()

  constructor(upstream: Upstream) {
    this.#upstream = upstream
  }

  get global(): Level {
    return this.#global
  }

  of(subject: string): Level | undefined {
    return this.#bySubject.get(subject)
  }

  inForce(subject: string): Level {
    return this.#bySubject.get(subject) ?? this.#global
  }

  async setGlobal(level: Level): Promise<void> {
    await this.#upstream.ask('PUT', `${CONFLUENT_API}/config`, { compatibility: level })
    this.#global = level
  }

  set(subject: string, level: Level): void {
    this.#bySubject.set(subject, level)
  }

  unset(subject: string): void {
    this.#bySubject.delete(subject)
  }

  /** Before the registry compares schemas of a subject that it holds: the level must be the one in force. */
  async tell(subject: string): Promise<void> {
    const level = this.#bySubject.get(subject)
    if (level === this.#told.get(subject)) return
    const name = encodeURIComponent(subject)
    if (level === undefined) {
      await this.#upstream.send('DELETE', `${OWN_API}/groups/default/artifacts/${name}/rules/COMPATIBILITY`)
      this.#told.delete(subject)
    } else {
      await this.#upstream.ask('PUT', `${CONFLUENT_API}/config/${name}`, { compatibility: level })
      this.#told.set(subject, level)
    }
  }

  /** The registry holds nothing of the subject any more, so no level either. */
  gone(subject: string): void {
    this.#told.delete(subject)
  }

  async reset(): Promise<void> {
    this.#bySubject.clear()
    this.#told.clear()
    await this.setGlobal(DEFAULT_LEVEL)
  }
}
