// Tests on real containers run where there is an engine with the lab's images; where CI has seen to that (ci/containers.sh), its
// absence is a failure.
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { PROJECT } from '#harness/host/project.ts'
import { GradeResult } from '#harness/results/result.ts'
import { type ContainerEngine, findEngine } from './engine.ts'
import { imagesFrom, requireImages } from './images.ts'

/** Skipping is no way out where this is set: ci/containers.sh has made everything ready. */
export const REQUIRED = process.env.DAY2_CONTAINERS === 'required'

/** The engine, or undefined after the reason was printed. @throws where it is required */
export async function engineForTests(): Promise<ContainerEngine | undefined> {
  try {
    const engine = await findEngine()
    await requireImages(engine.docker, imagesFrom())
    return engine
  } catch (error) {
    if (REQUIRED) throw error
    process.stderr.write(`skipped: ${error instanceof Error ? error.message.split('\n')[0] : error}\n`)
    return undefined
  }
}

export interface Graded {
  code: number | null
  result: GradeResult
  output: string
}

/** Runs `day2 grade` as a person does. @param watch called with what has been printed so far */
export async function grade(
  args: string[],
  {
    env = {},
    watch = () => {},
    keep,
  }: {
    env?: NodeJS.ProcessEnv
    watch?: (output: string) => void /** Reports stay in this folder. */
    keep?: string | undefined
  } = {},
): Promise<Graded> {
  const reports = keep ?? (await mkdtemp(path.join(os.tmpdir(), 'day2-test-reports-')))
  try {
    const command = [path.join(PROJECT, 'harness/cli.ts'), 'grade', ...args, '--reports', reports]
    const child = spawn(process.execPath, command, {
      cwd: PROJECT,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString()
        watch(output)
      })
    const code = await new Promise<number | null>(resolve => child.once('close', resolve))
    const text = await readFile(path.join(reports, 'result.json'), 'utf8').catch(() => {
      throw new Error(`no result.json; the grade printed:\n${output}`)
    })
    return { code, result: GradeResult.parse(JSON.parse(text)), output }
  } finally {
    if (keep === undefined) await rm(reports, { recursive: true, force: true })
  }
}
