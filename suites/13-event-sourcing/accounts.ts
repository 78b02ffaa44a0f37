// Accounts as the contract has them: what becomes of a command, and what comes of all of them together.

export interface Command {
  command_id: string
  type: 'open' | 'deposit' | 'withdraw'
  /** Two decimals at most; missing for open. */
  amount?: number
}

export interface AccountEvent {
  command_id: string
  type: 'opened' | 'deposited' | 'withdrawn' | 'rejected'
  amount?: number
}

/** One account: its commands, decided in their order. */
export class Account {
  readonly id: string
  readonly events: AccountEvent[] = []
  readonly commands: Command[] = []
  #cents: bigint | undefined

  constructor(id: string) {
    this.id = id
  }

  /** In cents; undefined where it was never opened. */
  get balance(): bigint | undefined {
    return this.#cents
  }

  /** @returns undefined where the account has seen the command before */
  decide(command: Command): AccountEvent | undefined {
    const { command_id, amount } = command
    this.commands.push(command)
    if (this.events.some(event => event.command_id === command_id)) return undefined
    const type = this.#outcome(command)
    const event: AccountEvent = { command_id, type, ...(amount === undefined ? {} : { amount }) }
    this.events.push(event)
    return event
  }

  #outcome({ type, amount = 0 }: Command): AccountEvent['type'] {
    const cents = toCents(amount)
    if (type === 'open') {
      if (this.#cents !== undefined) return 'rejected'
      this.#cents = 0n
      return 'opened'
    }
    if (this.#cents === undefined || cents <= 0n) return 'rejected'
    if (type === 'deposit') {
      this.#cents += cents
      return 'deposited'
    }
    if (cents > this.#cents) return 'rejected'
    this.#cents -= cents
    return 'withdrawn'
  }
}

export function toCents(amount: number): bigint {
  return BigInt(Math.round(amount * 100))
}
