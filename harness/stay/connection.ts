// Lines of text over a connection, in both directions.
import type { Socket } from 'node:net'
import readline from 'node:readline'

export interface Lines {
  /** Takes the lines that come from now on; those that come while nobody listens are kept for the next one who does. */
  onLine(listener: ((line: string) => void) | undefined): void
  send(what: unknown): void
  sendLine(line: string): void
  /** Resolves when nothing more comes. */
  closed: Promise<void>
  close(): void
}

export function linesOver(socket: Socket): Lines {
  let listener: ((line: string) => void) | undefined
  const early: string[] = []
  socket.on('error', () => {})
  readline.createInterface({ input: socket }).on('line', line => {
    if (listener) listener(line)
    else early.push(line)
  })
  const sendLine = (line: string): void => {
    if (socket.writable) socket.write(`${line}\n`)
  }
  return {
    onLine(next) {
      listener = next
      while (listener && early.length > 0) listener(early.shift() ?? '')
    },
    sendLine,
    send: what => sendLine(JSON.stringify(what)),
    closed: new Promise(resolve => socket.on('close', () => resolve())),
    close: () => socket.end(),
  }
}
