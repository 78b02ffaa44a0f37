// A network for programs in which there is nothing but the lab, for a lab that is on this machine's own loopback (containers publish
// their ports there). In a network namespace of its own somebody listens on the lab's ports; whoever connects to one is joined to the
// same port of the machine. So programs reach the lab by its usual addresses, and neither the container engine, nor another service of
// the machine, nor anything beyond it.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { onPathOfAdministrators } from './enter-view.ts'

export interface LabNetwork extends AsyncDisposable {
  /** As `nsenter --net=` takes it. */
  readonly path: string
}

const LIMIT_MS = 20_000

/**
 * @param ports of this machine's loopback
 * @throws Error where it cannot be made, in the tools' own words
 */
export async function openLabNetwork(ports: readonly number[]): Promise<LabNetwork> {
  const script = (name: string): string => path.join(import.meta.dirname, name)
  const forwarder = spawn(process.execPath, [script('lab-network-process.ts'), ...ports.map(String)], {
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const close = async (): Promise<void> => {
    if (forwarder.exitCode !== null || forwarder.signalCode !== null) return
    const ended = once(forwarder, 'close')
    // It ends with its input.
    forwarder.stdin.end()
    await ended
  }
  let complaint = ''
  forwarder.stderr.on('data', (text: Buffer) => {
    complaint = (complaint + text.toString()).slice(-1000)
  })
  forwarder.stdin.on('error', () => {})
  const pid = await new Promise<number | undefined>(resolve => {
    const timer = setTimeout(() => resolve(undefined), LIMIT_MS)
    const end = (answer: number | undefined): void => {
      clearTimeout(timer)
      resolve(answer)
    }
    forwarder.once('error', error => {
      complaint += error.message
      end(undefined)
    })
    forwarder.once('close', () => end(undefined))
    // Its first word is the process whose network it is.
    forwarder.stdout.once('data', (text: Buffer) => end(Number(text.toString().trim())))
  })
  if (pid === undefined) {
    await close()
    throw new Error(`a network for the programs could not be made: ${complaint.trim() || 'nobody says why'}`)
  }
  return { path: `/proc/${pid}/ns/net`, [Symbol.asyncDispose]: close }
}

/** A command in a network namespace of its own, in which there is a loopback and nothing else. */
export function inNewNetwork(command: readonly string[]): string[] {
  const script = `${onPathOfAdministrators('ip link set lo up')}; exec "$@"`
  return ['unshare', '--net', 'sh', '-c', script, 'sh', ...command]
}
