// A lab that stays, lent: the lanes' language over a connection. It is given back when that ends, however it does.
import { connect, type Socket } from 'node:net'
import type { Exercise } from '#harness/exercise/exercise.ts'
import type { ExerciseEvents } from '#harness/grade/bench.ts'
import { within } from '#harness/host/within.ts'
import { Conversation, type OrderOptions } from '#harness/lane/conversation.ts'
import { type Phases, sumOfPhases } from '#harness/lane/phases.ts'
import { messageIn, type ShellOrder, type Standing } from '#harness/lane/protocol.ts'
import type { RunsExercises } from '#harness/lane/runs-exercises.ts'
import type { Submission } from '#harness/submission/open-submission.ts'
import { type Lines, linesOver } from './connection.ts'
import { HandIn } from './hand-in.ts'
import { FromLender, type Holder, type ToLender } from './protocol.ts'
import type { StayFolder } from './shelf.ts'

/** Longer than any lender takes to answer that is not stopped, in milliseconds: a lab may first have to be taken back from somebody. */
const ANSWER_MS = 60_000

/** @throws Error where nobody listens there, or does not answer in time */
export async function askLender(
  folder: StayFolder,
  what: ToLender,
): Promise<{ answer: FromLender; lines: Lines }> {
  const socket = await connected(folder)
  const lines = linesOver(socket)
  lines.send(what)
  const said = Promise.withResolvers<FromLender>()
  lines.onLine(line => {
    const answer = messageIn(line, FromLender)
    // What comes next is for whoever is given the connection.
    lines.onLine(undefined)
    if (answer) said.resolve(answer)
    else said.reject(new Error('it speaks another language'))
  })
  void lines.closed.then(() => said.reject(new Error('it has just ended')))
  try {
    const answer = await within(ANSWER_MS, said.promise, undefined)
    if (!answer) throw new Error('it does not answer')
    return { answer, lines }
  } catch (error) {
    socket.destroy()
    throw error
  }
}

/**
 * A lab for the caller alone, or who has them all.
 *
 * @throws Error where nobody keeps any
 */
export async function lease(
  folder: StayFolder,
  { command, ...order }: LeaseOptions,
): Promise<LeasedLane | { busy: Holder[] }> {
  const { answer, lines } = await askLender(folder, { lease: { pid: process.pid, command } })
  if ('granted' in answer)
    return new LeasedLane({ lines, order, handIn: new HandIn(folder, answer.granted.pid) })
  lines.close()
  return { busy: 'busy' in answer ? answer.busy : [] }
}

/** @throws Error where nobody keeps any */
export async function isBusy(folder: StayFolder): Promise<Holder[]> {
  const { answer, lines } = await askLender(folder, { who: true })
  lines.close()
  return 'busy' in answer ? answer.busy : []
}

export interface LeaseOptions extends OrderOptions {
  /** What wants it, such as `grade`. */
  command: string
}

export class LeasedLane implements RunsExercises {
  readonly #lines: Lines
  readonly #order: OrderOptions
  readonly #handIn: HandIn
  readonly #conversation: Conversation
  #phases: Phases = {}

  constructor({ lines, order, handIn }: { lines: Lines; order: OrderOptions; handIn: HandIn }) {
    this.#lines = lines
    this.#order = order
    this.#handIn = handIn
    const lost = Promise.withResolvers<string>()
    void lines.closed.then(() => lost.resolve('its lender has ended'))
    this.#conversation = new Conversation({
      onLine: listener =>
        lines.onLine(line => {
          const said = messageIn(line, FromLender)
          if (said && 'lost' in said) lost.resolve(said.lost)
          else listener(line)
        }),
      send: what => lines.send(what),
      ended: lost.promise,
    })
  }

  get phases(): Phases {
    return this.#phases
  }

  async run(
    exercise: Exercise,
    submission: Submission,
    events: ExerciseEvents,
    seed = this.#order.seed,
  ): Promise<void> {
    const seen = await this.#handIn.visible(submission)
    // What this lab is used for next is nobody's to know: it is put in order at once.
    await this.#conversation.run(exercise, seen, { ...events, last: false }, { ...this.#order, seed })
    this.#phases = sumOfPhases([this.#phases, this.#conversation.phases])
  }

  /** First process of its namespaces; undefined where it has none. */
  get pid(): number | undefined {
    return this.#handIn.pid
  }

  /**
   * Where a program would run in it, until it is given back.
   *
   * @throws UserError where that cannot be had
   */
  async stand({ submission, ...order }: ShellOrder): Promise<Standing> {
    const seen = submission && (await this.#handIn.visible(submission))
    return this.#conversation.stand({ ...order, ...(seen ? { submission: seen } : {}) })
  }

  /** Gives it back. */
  async close(): Promise<void> {
    this.#lines.close()
    await this.#handIn.close()
    await this.#lines.closed
  }
}

function connected({ socket: address }: StayFolder): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(address, () => resolve(socket))
    socket.once('error', reject)
  })
}
