// What the person at the keyboard can mend: printed as it is, without a stack, exit code 2.

export class UserError extends Error {
  override readonly name: string = 'UserError'
}
