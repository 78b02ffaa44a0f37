// Cases side by side: each worker is a process in namespaces of its own, with a lab of its own, and asks for case after case.
import { spawn } from 'node:child_process'
import path from 'node:path'
import readline from 'node:readline'
import { z } from 'zod'
import { PROJECT } from '#harness/host/project.ts'
import type { Case } from './cases.ts'
import { CaseResult } from './judge-case.ts'

export interface WorkersOptions {
  jobs: number
  seed: string | undefined
  onResult: (result: CaseResult) => void
}

/** What a worker says: that it is free, or what came of a case. */
export const FromWorker = z.union([z.object({ free: z.literal(true) }), z.object({ result: CaseResult })])

/** @throws Error when a worker dies; its last words are on standard error */
export async function runInWorkers(
  cases: readonly Case[],
  { jobs, seed, onResult }: WorkersOptions,
): Promise<void> {
  const queue = [...cases]
  await Promise.all(Array.from({ length: jobs }, () => runWorker(() => queue.shift(), seed, onResult)))
}

async function runWorker(
  next: () => Case | undefined,
  seed: string | undefined,
  onResult: WorkersOptions['onResult'],
): Promise<void> {
  const cli = path.join(PROJECT, 'harness/cli.ts')
  const args = [...process.execArgv, cli, 'verify-worker', ...(seed === undefined ? [] : ['--seed', seed])]
  const worker = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  worker.stdin.on('error', () => {})
  readline.createInterface({ input: worker.stdout }).on('line', line => {
    const said = FromWorker.parse(JSON.parse(line))
    if ('result' in said) onResult(said.result)
    else worker.stdin.write(`${JSON.stringify(next() ?? null)}\n`)
  })
  const code = await new Promise<number | null>((resolve, reject) => {
    worker.on('error', reject)
    worker.on('close', resolve)
  })
  if (code !== 0) throw new Error(`a worker of verify ended with exit code ${code}`)
}
