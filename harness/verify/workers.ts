// Cases side by side: each worker is a process in namespaces of its own, with a lab of its own, and asks for case after case. A
// worker that hangs or dies costs the case that it had, which is reported as such; another one goes on with the rest.
import { spawn } from 'node:child_process'
import path from 'node:path'
import readline from 'node:readline'
import { z } from 'zod'
import { patient } from '#harness/host/patience.ts'
import { PROJECT } from '#harness/host/project.ts'
import type { Case } from './cases.ts'
import { CaseResult } from './judge-case.ts'

export interface WorkersOptions {
  jobs: number
  seed: string | undefined
  onResult: (result: CaseResult) => void
  /** What a worker printed that is none of its answers. */
  onStray?: (line: string) => void
  /** Milliseconds for a case, or for a worker to ask for its first one; by default what a slow machine needs at most. */
  limitMs?: number
  /** What starts a worker; another one serves the tests. */
  command?: readonly [string, ...string[]]
}

/** Eight checks that each wait as long as a check may, and a lab that is opened anew. */
const LIMIT_MS = 25 * 60_000

/** What a worker says: that it is free, or what came of a case. */
const FromWorker = z.union([z.object({ free: z.literal(true) }), z.object({ result: CaseResult })])
type FromWorker = z.infer<typeof FromWorker>

/** @throws Error when a worker ends before it has asked for a case: the next one would, too */
export async function runInWorkers(cases: readonly Case[], options: WorkersOptions): Promise<void> {
  const queue = [...cases]
  await Promise.all(
    Array.from({ length: options.jobs }, async () => {
      while (queue.length > 0) await runWorker(() => queue.shift(), options)
    }),
  )
}

/** Runs one worker until no case is left, or until it has failed at one. */
async function runWorker(next: () => Case | undefined, options: WorkersOptions): Promise<void> {
  const { onResult, onStray = toStandardError, seed, limitMs = patient(LIMIT_MS) } = options
  const [program, ...args] = commandOf(options)
  const worker = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  worker.stdin.on('error', () => {})
  let current: Case | undefined
  let began = performance.now()
  let asked = false
  let hung = false
  let timer: NodeJS.Timeout | undefined
  const startClock = (): void => {
    clearTimeout(timer)
    began = performance.now()
    timer = setTimeout(() => {
      hung = true
      worker.kill('SIGKILL')
    }, limitMs)
  }
  startClock()
  readline.createInterface({ input: worker.stdout }).on('line', line => {
    const said = answerIn(line)
    if (said === undefined) return onStray(line)
    startClock()
    if ('result' in said) {
      current = undefined
      onResult(said.result)
      return
    }
    asked = true
    current = next()
    worker.stdin.write(`${JSON.stringify(current ?? null)}\n`)
  })
  const ended = await new Promise<string>((resolve, reject) => {
    worker.on('error', reject)
    worker.on('close', (code, signal) => resolve(signal ?? (code === 0 ? '' : `exit code ${code}`)))
  }).finally(() => clearTimeout(timer))
  const why = hung ? `nothing for ${Math.round(limitMs / 1000)} s, so it was ended` : ended
  if (!asked)
    throw new Error(`a worker of verify ended before it asked for a case: ${why || 'no reason given'}`)
  if (current) onResult(lost(current, seed, performance.now() - began, why || 'exit code 0'))
  else if (why) onStray(`a worker of verify ended after its last case: ${why}`)
}

function commandOf({ command, seed }: WorkersOptions): readonly [string, ...string[]] {
  if (command) return command
  const cli = path.join(PROJECT, 'harness/cli.ts')
  const args = [...process.execArgv, cli, 'verify-worker', ...(seed === undefined ? [] : ['--seed', seed])]
  return [process.execPath, ...args]
}

/** undefined for a line that some library has printed. */
function answerIn(line: string): FromWorker | undefined {
  try {
    return FromWorker.safeParse(JSON.parse(line)).data
  } catch {
    return undefined
  }
}

function lost(given: Case, seed: string | undefined, ms: number, why: string): CaseResult {
  const { exercise, kind, name, title, fails } = given
  return {
    exercise,
    kind,
    name,
    title,
    fails,
    seed: seed ?? '',
    durationMs: Math.round(ms),
    checks: [],
    problems: [`the worker that ran it was lost: ${why}`],
  }
}

const toStandardError = (line: string): void => void process.stderr.write(`  (a worker printed) ${line}\n`)
