// What is said between a lane and whoever gives it work, from that one's side: orders go in, events come out, whatever carries them.
import type { Check, Exercise } from '#harness/exercise/exercise.ts'
import type { ExerciseEvents } from '#harness/grade/bench.ts'
import { UserError } from '#harness/host/user-error.ts'
import type { Submission } from '#harness/submission/open-submission.ts'
import { lostChecks } from './lost-checks.ts'
import {
  FromLane,
  messageIn,
  type ShellOrder,
  type Standing,
  type ToLane,
  type WorkOrder,
} from './protocol.ts'

/** What carries it: the pipes of a process, or a connection. */
export interface Channel {
  onLine(listener: (line: string) => void): void
  send(what: ToLane): void
  /** Resolves with how the lane ended, or why it can't be heard any more. */
  ended: Promise<string>
}

export type OrderOptions = Omit<WorkOrder, 'exercise' | 'checks' | 'submission' | 'last'>

export class Conversation {
  phases: Readonly<Record<string, number>> = {}
  /** Told all that comes while no exercise runs, and what is none of an exercise's. */
  onOther: ((said: FromLane) => void) | undefined
  readonly #channel: Channel
  /** Takes what the lane says while an order runs. */
  #listener: ((said: FromLane) => void) | undefined

  constructor(channel: Channel, onStray?: (line: string) => void) {
    this.#channel = channel
    channel.onLine(line => {
      const said = messageIn(line, FromLane)
      if (said === undefined) onStray?.(line)
      else (this.#listener ?? this.onOther)?.(said)
    })
  }

  /** A lane that ends under it makes the remaining checks harness errors, unless somebody wants to be told (`onLost`). */
  async run(
    exercise: Exercise,
    submission: Pick<Submission, 'path' | 'root'>,
    events: ExerciseEvents,
    options: OrderOptions,
  ): Promise<void> {
    const checks = exercise.declare()
    const open = new Set(checks.map(({ id }) => id))
    const { signal } = events
    const giveUp = (): void => this.#channel.send({ giveUp: true })
    const done = Promise.withResolvers<void>()
    this.#listener = said => {
      if ('judged' in said) open.delete(said.judged.id)
      tell(said, events, checks)
      if (!('ended' in said)) return
      this.phases = said.ended
      done.resolve()
    }
    signal?.addEventListener('abort', giveUp)
    try {
      const { path, root } = submission
      this.#channel.send({
        order: {
          exercise: exercise.id,
          checks: checks.map(({ id }) => id),
          submission: { path, root },
          ...options,
          last: events.last ?? false,
          ...(events.keep ? { keep: events.keep } : {}),
        },
      })
      const lost = await Promise.race([done.promise, this.#channel.ended])
      if (lost === undefined) return
      if (events.onLost) return events.onLost(lost)
      const message = `the lab is at fault: the process that it ran in ended (${lost})`
      const left = checks.filter(({ id }) => open.has(id))
      for (const judged of lostChecks(left, message)) events.onCheck(judged)
    } finally {
      signal?.removeEventListener('abort', giveUp)
      this.#listener = undefined
    }
  }

  /**
   * Where a program would run, until the conversation ends.
   *
   * @throws UserError where that cannot be had
   */
  async stand(order: ShellOrder): Promise<Standing> {
    const answer = Promise.withResolvers<Standing>()
    this.#listener = said => {
      if ('standing' in said) answer.resolve(said.standing)
      else if ('unfit' in said) answer.reject(new UserError(said.unfit))
    }
    void this.#channel.ended.then(how => answer.reject(new UserError(`The lab ended (${how}).`)))
    this.#channel.send({ shell: order })
    return answer.promise
  }
}

function tell(said: FromLane, events: ExerciseEvents, checks: readonly Check[]): void {
  if ('judged' in said) events.onCheck(said.judged)
  else if ('note' in said) events.onNote?.(said.note)
  else if ('timeline' in said) events.onTimeline?.(said.timeline)
  else if ('kept' in said) events.onKept?.(said.kept)
  else if ('waiting' in said) events.onWaiting?.(said.waiting)
  else if ('began' in said) {
    const check = checks.find(({ id }) => id === said.began)
    if (check) events.onBegin?.(check)
  }
}
