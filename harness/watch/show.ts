// Shows the state of watching: on a terminal one picture that is drawn over, elsewhere a block of text for each batch that has ended.
import { lookOf, paints } from '#harness/results/terminal-look.ts'
import { cutEnd } from '#harness/results/terminal-text.ts'
import { KEYS, renderAllPassed, renderExercises, renderFirstFailure, renderLeft } from './screen.ts'
import type { Session } from './session.ts'

export interface Show {
  /** Something has changed. */
  draw(): void
  /** A batch has ended. */
  block(exercises: readonly string[]): void
  /** A line about the lab, until the next one. */
  tell(line: string): void
  end(): void
}

interface ShowOptions {
  session: () => Session
  /** Exercises that nobody watches. */
  others: readonly string[]
  /** What is watched, as the person calls it. */
  submission: string
  /** Nothing is drawn over. */
  plain: boolean
  stream?: NodeJS.WriteStream
}

export function show({ session, others, submission, plain, stream = process.stdout }: ShowOptions): Show {
  const look = () => lookOf(stream, plain)
  const drawn = stream.isTTY && !plain
  let told = ''
  const top = (): string[] => {
    const { trouble, seen } = session()
    return (trouble ?? renderFirstFailure(seen, look()))
      .split('\n')
      .filter((line, at) => line !== '' || at > 0)
  }
  const bottom = (): string[] => {
    const { seen } = session()
    return [renderExercises(seen, look()), '', renderLeft(seen, look())].join('\n').trimEnd().split('\n')
  }
  /** Told once when all has passed; it stays on the picture until something fails. */
  let praise: string[] = []
  return {
    draw() {
      if (!drawn) return
      const rows = stream.rows ?? 40
      const below = [
        '',
        ...bottom(),
        ...praise,
        '',
        ...[told, KEYS].filter(Boolean).map(line => paints(look()).dim(cutEnd(line, look().width))),
      ]
      const head = [paints(look()).dim(cutEnd(`day2 watch  ${submission}`, look().width)), '']
      const room = Math.max(3, rows - 1 - below.length - head.length)
      const lines = [...head, ...top().slice(0, room), ...below]
      stream.write(`\u001b[H${lines.map(line => `${line}\u001b[K`).join('\n')}\u001b[J`)
    },
    block(exercises) {
      const { passed, seen } = session()
      const once = passed && praise.length === 0 ? ['', renderAllPassed(seen, others, look())] : []
      praise = passed ? [...praise, ...once] : []
      if (drawn) return
      const time = new Date().toTimeString().slice(0, 8)
      stream.write(
        `${[`── ${time}  ${exercises.join(', ')}`, ...top(), ...bottom(), ...once].join('\n')}\n\n`,
      )
    },
    tell(line) {
      told = line
      if (!drawn) stream.write(`${line}\n`)
    },
    end() {
      if (drawn) stream.write('\n')
    },
  }
}
