// Scripts ask for the version to see whether docker is there at all.
import type { Command } from './surroundings.ts'

export const version: Command = async (_args, { print }) => {
  print("Docker version 0.0.0, the grader's stand-in: it serves the course guide's lines on the lab")
  return 0
}
