// Modes of operation, which Apicurio stores but does not enforce.
import { notPermitted } from './registry-error.ts'

export const MODES = ['READWRITE', 'READONLY', 'READONLY_OVERRIDE', 'IMPORT'] as const
export type Mode = (typeof MODES)[number]

export const toMode = (name: string | undefined): Mode | undefined =>
  MODES.find(mode => mode === name?.toUpperCase())

export class Modes {
  global: Mode = 'READWRITE'
  readonly #bySubject = new Map<string, Mode>()

  of(subject: string): Mode | undefined {
    return this.#bySubject.get(subject)
  }

  inForce(subject?: string): Mode {
    if (this.global === 'READONLY_OVERRIDE' || subject === undefined) return this.global
    return this.#bySubject.get(subject) ?? this.global
  }

  set(subject: string, mode: Mode): void {
    this.#bySubject.set(subject, mode)
  }

  unset(subject: string): void {
    this.#bySubject.delete(subject)
  }

  refuseReadOnly(subject?: string): void {
    const mode = this.inForce(subject)
    if (mode === 'READONLY' || mode === 'READONLY_OVERRIDE') {
      throw notPermitted(
        subject === undefined
          ? 'The registry is in read-only mode'
          : `Subject ${subject} is in read-only mode`,
      )
    }
  }

  reset(): void {
    this.global = 'READWRITE'
    this.#bySubject.clear()
  }
}
