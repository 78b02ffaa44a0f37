// A number of things, as it is typed behind an option.
import { UserError } from '#harness/host/user-error.ts'

/** @throws UserError where it is no whole number of one or more */
export function count(typed: string): number {
  const number = Number(typed)
  if (!Number.isInteger(number) || number < 1)
    throw new UserError(`"${typed}" is not a number of one or more.`)
  return number
}
