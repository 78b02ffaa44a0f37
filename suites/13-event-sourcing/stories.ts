// Stories of accounts, each told in commands. What one check is about is in no story of the checks before it, so that a mistake shows where it belongs.
import { partitionOf, type Random } from '#harness/exercise/words.ts'
import { Account, type Command } from './accounts.ts'

const PARTITIONS = 6

export interface Told {
  account: Account
  command: Command
}

/** A story goes on when it is asked to; in between others may be told. */
type Story = () => Told | undefined

/** The accounts of one grade. */
export class Stories {
  readonly accounts = new Map<string, Account>()
  readonly #random: Random
  #commands = 0

  constructor(random: Random) {
    this.#random = random
  }

  /** Accounts whose commands are all accepted, on every partition. */
  accepted(): Told[] {
    const accounts = this.#onEveryPartition(2)
    const [allOut, binary, large, ...others] = this.#random.shuffle(accounts)
    return this.#together([
      this.#tell(allOut, ['open', ['deposit', this.#amount()], 'all', ['deposit', this.#amount()]]),
      this.#tell(binary, ['open', ...lessInBinary(this.#random), 'all', ['deposit', this.#amount()]]),
      // More than a number of 32 bits holds exactly.
      this.#tell(large, [
        'open',
        ['deposit', 1_000_000],
        ['deposit', 0.01],
        ['withdraw', 1_000_000],
        ['withdraw', 0.01],
      ]),
      ...others.map(account =>
        this.#tell(account, ['open', ...this.#random.times(this.#random.int(3, 9), () => 'good' as const)]),
      ),
    ])
  }

  /** One refusal of each kind, and after each a command that shows whether it changed the balance. */
  refused(): Told[] {
    const random = this.#random
    const known = random.sample([...this.accounts.values()], 3)
    const [early, never, ...others] = random.times(7, () => this.#account())
    const [twice, overdrawn, nothing, zero, mixed] = others
    const sum = this.#amount()
    return this.#together([
      this.#tell(early, [
        ['deposit', this.#amount()],
        ['withdraw', 1],
        'open',
        ['withdraw', 0.01],
        ['deposit', sum],
        ['withdraw', sum],
      ]),
      this.#tell(never, [
        ['withdraw', this.#amount()],
        ['deposit', this.#amount()],
        ['deposit', this.#amount()],
      ]),
      this.#tell(twice, ['open', 'open', ['deposit', sum], 'open', 'all', 'open']),
      this.#tell(overdrawn, [
        'open',
        ['deposit', sum],
        'cent too much',
        ['withdraw', 1_000_000],
        'all',
        ['withdraw', 0.01],
      ]),
      // It ends with a balance of 7.50, not 7.5.
      this.#tell(nothing, ['open', ['withdraw', 0.01], ['withdraw', sum], ['deposit', 7.5]]),
      this.#tell(zero, [
        'open',
        ['deposit', 0],
        ['withdraw', 0],
        ['deposit', sum],
        ['deposit', 0],
        ['withdraw', 0],
        'all',
      ]),
      this.#tell(mixed, [
        'open',
        ...random.times(12, () => random.pick(['good', 'good', 'too much', 'open'] as const)),
      ]),
      ...known.map(account =>
        this.#tell(account, ['open', 'too much', 'good', ['deposit', 0], 'cent too much', 'good']),
      ),
    ])
  }

  /**
   * Commands that come again, at once and later, and two accounts of one partition that use the same ids.
   *
   * @param refusals may commands that were rejected come again, too?
   */
  repeated(refusals: boolean): Told[] {
    const random = this.#random
    const known = random.sample([...this.accounts.values()].filter(isPlain), 3)
    const [steady, first] = random.times(2, () => this.#account())
    const second = this.#account(
      id => partitionOf(id, PARTITIONS) === partitionOf(first?.id ?? '', PARTITIONS),
    )
    const ids = random.times(4, () => this.#commandId())
    const twins = [first, second].map(account => {
      const steps = [
        ['deposit', this.#amount()],
        ['deposit', this.#amount()],
        ['withdraw', 0.01],
      ] as const
      return this.#tell(account, ['open', ...steps], ids)
    })
    const stories = [
      this.#tell(steady, [
        'open',
        'last again',
        ['deposit', this.#amount()],
        'last again',
        'last again',
        'good',
        'any again',
        'good',
        'any again',
        'first again',
      ]),
      ...twins,
      ...known.map(account =>
        this.#tell(account, ['any again', 'good', 'last again', 'any again', 'first again', 'good']),
      ),
    ]
    if (refusals) {
      const [poor, closed] = random.times(2, () => this.#account())
      const sum = random.int(5, 50)
      stories.push(
        // Rejected for want of money: it comes again once there is enough.
        this.#tell(poor, ['open', ['withdraw', sum], ['deposit', sum], 'rejected again', ['withdraw', 0.01]]),
        // Rejected as it was not open: it comes again once it is.
        this.#tell(closed, [['deposit', sum], 'open', 'rejected again', ['deposit', 0.01]]),
      )
    }
    return this.#together(stories)
  }

  /** What goes on with accounts of before and begins with new ones; `again`: commands of before come again, `refusals`: some are rejected. */
  further({ again, refusals }: { again: boolean; refusals: boolean }): Told[] {
    const random = this.#random
    const known = random.sample([...this.accounts.values()].filter(isPlain), 8)
    return this.#together([
      ...this.#onEveryPartition(1).map(account => this.#tell(account, ['open', 'good', 'good'])),
      ...known.map(account =>
        this.#tell(account, [
          'good',
          ...(again ? (['any again', 'first again'] as const) : []),
          ...(refusals ? (['open', 'cent too much'] as const) : []),
          'all',
          'good',
        ]),
      ),
    ])
  }

  /** What an account that gets no commands may have lived through; its events are the grader's own. In binary fractions they add up to something else. */
  written(): Account {
    const id = this.unheardOf()
    for (;;) {
      const account = new Account(id)
      const story = this.#tell(account, [
        ['deposit', 3],
        'open',
        ['deposit', 12.5],
        'open',
        ['withdraw', 12.5],
        ...this.#random.times(4, () => 'good' as const),
        'too much',
        'all',
        ...lessInBinary(this.#random),
      ])
      while (story());
      if (inBinary(account) !== Number(account.balance) / 100) return account
    }
  }

  /** An id that no account has. */
  unheardOf(): string {
    return this.#newId(() => true)
  }

  #onEveryPartition(least: number): Account[] {
    const made: Account[] = []
    for (let partition = 0; partition < PARTITIONS; partition++)
      made.push(
        ...this.#random.times(least, () => this.#account(id => partitionOf(id, PARTITIONS) === partition)),
      )
    return made
  }

  #account(fits: (id: string) => boolean = () => true): Account {
    const account = new Account(this.#newId(fits))
    this.accounts.set(account.id, account)
    return account
  }

  /** Letters, digits and hyphens; some are the beginning of another one, some are digits only. */
  #newId(fits: (id: string) => boolean): string {
    const random = this.#random
    for (;;) {
      const stem = random.pick(['acc-', 'Konto-', 'žirant-', 'счёт', '口座-', ''])
      const id = `${stem}${random.int(1, 999)}`
      if (!this.accounts.has(id) && fits(id)) return id
    }
  }

  #commandId(): string {
    return `${this.#random.pick(['c', 'cmd-', 'Ä', ''])}${this.#random.word(2, 6)}-${++this.#commands}`
  }

  #amount(): number {
    const random = this.#random
    return random.pick([random.int(1, 900), random.int(101, 90_000) / 100, random.int(11, 9_000) / 10])
  }

  /** The commands one by one, with these ids or with new ones; each is decided when it is asked for. */
  #tell(account: Account | undefined, steps: readonly Step[], ids: readonly string[] = []): Story {
    if (!account) throw new RangeError('a story needs an account')
    let next = 0
    return () => {
      const step = steps[next]
      if (step === undefined) return undefined
      const made = this.#command(account, step)
      const command = { ...made, command_id: ids[next++] ?? made.command_id }
      account.decide(command)
      return { account, command }
    }
  }

  #command(account: Account, step: Step): Command {
    const random = this.#random
    const cents = Number(account.balance ?? 0n)
    const make = (type: Command['type'], amount?: number): Command => {
      return { command_id: this.#commandId(), type, ...(amount === undefined ? {} : { amount }) }
    }
    if (typeof step !== 'string') return make(...step)
    switch (step) {
      case 'open':
        return make('open')
      case 'good':
        return cents > 0 && random.chance(0.5)
          ? make('withdraw', random.int(1, cents) / 100)
          : make('deposit', this.#amount())
      case 'all':
        return cents > 0 ? make('withdraw', cents / 100) : make('deposit', this.#amount())
      case 'cent too much':
        return make('withdraw', (cents + 1) / 100)
      case 'too much':
        return make('withdraw', (cents + random.int(1, 9_999)) / 100)
      default:
        return again(account, step, random)
    }
  }

  /** Commands of different accounts come mixed, those of one in their order. */
  #together(stories: readonly Story[]): Told[] {
    const open = [...stories]
    const told: Told[] = []
    while (open.length > 0) {
      const story = this.#random.pick(open)
      const next = story()
      if (next) told.push(next)
      else open.splice(open.indexOf(story), 1)
    }
    return told
  }
}

type Again = 'first again' | 'last again' | 'any again' | 'rejected again'
type Step =
  | readonly [type: 'deposit' | 'withdraw', amount: number]
  | 'open'
  | 'good'
  | 'all'
  | 'cent too much'
  | 'too much'
  | Again

function again(account: Account, step: Again, random: Random): Command {
  const { commands, events } = account
  const rejected = (): Command | undefined => {
    const ids = events.filter(({ type }) => type === 'rejected').map(({ command_id }) => command_id)
    return commands.find(({ command_id }) => ids.includes(command_id))
  }
  const found = {
    'first again': () => commands[0],
    'last again': () => commands.at(-1),
    'any again': () => random.pick(commands),
    'rejected again': rejected,
  }[step]()
  if (!found) throw new RangeError(`${account.id} has no command that could come again`)
  return found
}

/** Nothing of it was ever rejected, and there is something to take out. */
function isPlain({ events, balance }: Account): boolean {
  return events.every(({ type }) => type !== 'rejected') && balance !== undefined
}

/** Two deposits that are less together in binary fractions than they are. */
function lessInBinary(random: Random): readonly [Step, Step] {
  for (;;) {
    const [one, other] = [random.int(1, 999), random.int(1, 999)]
    if (one / 100 + other / 100 < (one + other) / 100)
      return [
        ['deposit', one / 100],
        ['deposit', other / 100],
      ]
  }
}

/** The balance as a sum of binary fractions. */
function inBinary({ events }: Account): number {
  return events.reduce((sum, { type, amount = 0 }) => {
    if (type === 'deposited') return sum + amount
    return type === 'withdrawn' ? sum - amount : sum
  }, 0)
}
