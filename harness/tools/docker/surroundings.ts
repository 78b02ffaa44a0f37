// What every command of the stand-in works with.
import type { ControlClient } from '../control-client.ts'
import { type Container, containersOf } from './containers.ts'

export interface Surroundings {
  lab: ControlClient
  /** Folder of the command-line tools. */
  tools: string
  print(line: string): void
  /** On standard error, where docker and compose report what they do. */
  note(line: string): void
}

/** A command of `docker` or `docker compose`; resolves with the exit code. */
export type Command = (args: readonly string[], surroundings: Surroundings) => Promise<number>

export async function containersNow({ lab }: Surroundings): Promise<Container[]> {
  return containersOf(await lab.state())
}
