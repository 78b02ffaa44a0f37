// Tests on real containers run where there is an engine with the lab's images; in CI its absence is a failure.
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { PROJECT } from '#harness/host/project.ts'
import { GradeResult } from '#harness/results/result.ts'
import { type ContainerEngine, findEngine } from './engine.ts'
import { imagesFrom, requireImages } from './images.ts'

/** The engine, or undefined after the reason was printed. @throws in CI */
export async function engineForTests(): Promise<ContainerEngine | undefined> {
  try {
    const engine = await findEngine()
    await requireImages(engine.docker, imagesFrom())
    return engine
  } catch (error) {
    if (process.env.CI === 'true') throw error
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
  { env = {}, watch = () => {} }: { env?: NodeJS.ProcessEnv; watch?: (output: string) => void } = {},
): Promise<Graded> {
  const reports = await mkdtemp(path.join(os.tmpdir(), 'day2-test-reports-'))
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
    await rm(reports, { recursive: true, force: true })
  }
}
