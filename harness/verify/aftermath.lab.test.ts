// What hostile work leaves costs the next one nothing: after each case the reference has all its points, in the same lab.
import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { PROJECT } from '#harness/host/project.ts'
import { CaseResult } from './judge-case.ts'

/** Of each kind one: a broken lab, broken rules of the registry, something that waits for the end, files for whoever comes next. */
const CASES = ['lets-nobody-connect', 'leaves-warm-files', 'sets-the-registry-readonly', 'waits-for-its-end']

test('after hostile cases the reference passes', { timeout: 1_200_000 }, async () => {
  const reports = await mkdtemp(path.join(os.tmpdir(), 'day2-aftermath-'))
  try {
    const cli = path.join(PROJECT, 'harness/cli.ts')
    const chosen = [
      ...['01', '04'].flatMap(id => ['--only', id]),
      ...[...CASES, 'finds-warm-files'].flatMap(name => ['--case', name]),
    ]
    const args = [cli, 'verify', '--kind', 'hostile', '--aftermath', ...chosen, '--reports', reports]
    const { status, stdout } = spawnSync(process.execPath, args, { cwd: PROJECT, encoding: 'utf8' })
    expect(status, stdout).toBe(0)
    const text = await readFile(path.join(reports, 'verify.json'), 'utf8')
    const { results } = z.object({ results: z.array(CaseResult) }).parse(JSON.parse(text))
    const of = (kind: string) => results.filter(result => result.kind === kind)
    expect(of('hostile').length).toBe(CASES.length + 1)
    expect(of('reference').length).toBe(CASES.length + 1)
    for (const { checks } of of('reference'))
      expect(checks.filter(({ status }) => status !== 'passed')).toEqual([])
    // A lab that a submission broke is its failure, and the cause is named.
    const broken = results.find(({ name }) => name === 'lets-nobody-connect')
    expect(broken?.checks.find(({ id }) => id === 'describe-healthy')?.message).toContain(
      'all brokers: max.connections.per.ip=1',
    )
  } finally {
    await rm(reports, { recursive: true, force: true })
  }
})
