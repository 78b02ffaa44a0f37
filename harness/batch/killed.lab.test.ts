// A run that is killed at any moment, and one whose disk is full: the same command goes on, grades nothing twice and loses nothing.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { newSeed, Random } from '#harness/exercise/random.ts'
import { makeZip } from '#harness/submission/testing/make-zip.ts'
import { fill, testFolder } from '#harness/submission/testing/test-folder.ts'
import { ClassResult } from './class-result.ts'
import { EXERCISES } from './testing/simulated-class.ts'

const SCRIPT = path.join(import.meta.dirname, 'testing/batch-for-tests.ts')
const PEOPLE = 60
const KILLS = 20

const work = (index: number) =>
  makeZip(
    EXERCISES.map(({ id }) => ({
      name: `w/${id}/setup.sh`,
      content: `${index % 3 ? 'good' : 'fails'} ${index}`,
    })),
  )

async function aClass() {
  const folder = await testFolder()
  await fill(
    folder,
    Object.fromEntries(Array.from({ length: PEOPLE }, (_, index) => [`class/p${index}.zip`, work(index)])),
  )
  const log = path.join(folder, 'log')
  writeFileSync(log, '')
  return { log, args: (reports: string) => [SCRIPT, path.join(folder, 'class'), reports, log], folder }
}

/** What is in the store: exercise of a hand-in -> text. */
function stored(reports: string): Map<string, string> {
  const results = path.join(reports, '.day2/results')
  if (!existsSync(results)) return new Map()
  return new Map(
    readdirSync(results).flatMap(submission =>
      readdirSync(path.join(results, submission)).map(file => [
        `${submission.replace('-', ':')} ${path.basename(file, '.json')}`,
        readFileSync(path.join(results, submission, file), 'utf8'),
      ]),
    ),
  )
}

const begun = (log: string, from: number): string[] =>
  readFileSync(log, 'utf8')
    .slice(from)
    .split('\n')
    .filter(line => line.startsWith('begin '))
    .map(line => line.slice('begin '.length))

function requireWhole(reports: string): void {
  const found = ClassResult.parse(JSON.parse(readFileSync(path.join(reports, 'class.json'), 'utf8')))
  expect(found.submissions.map(({ verdict }) => verdict)).not.toContain('incomplete')
  expect(found.submissions).toHaveLength(PEOPLE)
  const all = stored(reports)
  expect(all.size).toBe(PEOPLE * EXERCISES.length)
  for (const { folder, digest, points } of found.submissions) {
    const own = JSON.parse(readFileSync(path.join(reports, folder, 'result.json'), 'utf8'))
    expect(own.points).toBe(points)
    expect(own.exercises).toEqual(
      EXERCISES.map(({ id }) => JSON.parse(all.get(`${digest} ${id}`) ?? '{}').result),
    )
  }
}

test(`killed ${KILLS} times, nothing is graded twice and nothing lost`, { timeout: 240_000 }, async () => {
  const { log, args, folder } = await aClass()
  const reports = path.join(folder, 'reports')
  const seed = newSeed()
  const random = new Random(seed)
  for (let kill = 0; kill < KILLS; kill++) {
    const before = stored(reports)
    const at = readFileSync(log).length
    const child = spawn(process.execPath, args(reports), { stdio: 'ignore' })
    const ended = new Promise(resolve => child.on('exit', resolve))
    // From the start of the process to some exercises on: also while it reads what came in.
    const graded = random.int(0, 9)
    while (child.exitCode === null && begun(log, at).length < graded) await setTimeout(5)
    await setTimeout(random.int(0, graded === 0 ? 700 : 30))
    child.kill('SIGKILL')
    await ended
    const after = stored(reports)
    for (const [key, text] of before) expect(after.get(key), `${key}, seed ${seed}`).toBe(text)
    for (const key of begun(log, at)) expect(before.has(key), `${key} again, seed ${seed}`).toBe(false)
  }
  const before = stored(reports)
  const at = readFileSync(log).length
  expect(before.size).toBeLessThan(PEOPLE * EXERCISES.length)
  expect(spawnSync(process.execPath, args(reports)).status).toBe(0)
  for (const key of begun(log, at)) expect(before.has(key)).toBe(false)
  for (const [key, text] of before) expect(stored(reports).get(key)).toBe(text)
  requireWhole(reports)
})

const unshared = ['--user', '--map-root-user', '--mount', 'true']
const canMount = spawnSync('unshare', unshared).status === 0

test.runIf(canMount)(
  'a full disk stops it in order, and room lets it go on',
  { timeout: 120_000 },
  async () => {
    const { args, folder } = await aClass()
    const disk = path.join(folder, 'disk')
    const script = `mkdir "$1" && mount -n -t tmpfs -o size=12m tmpfs "$1" && head -c 11716k /dev/zero > "$1/filler" || exit 99
shift; "$@"; echo "code $?"; rm "$DISK/filler"; ls "$DISK/reports/.day2/results" | wc -l; "$@"; echo "code $?"; cp -r "$DISK/reports" "$COPY"`
    const ran = spawnSync(
      'unshare',
      [
        ...unshared.slice(0, 3),
        ...['sh', '-c', script, 'sh', disk, process.execPath],
        ...args(path.join(disk, 'reports')),
      ],
      { encoding: 'utf8', env: { ...process.env, DISK: disk, COPY: path.join(folder, 'reports') } },
    )
    const said = ran.stdout.split('\n')
    const full = said.findIndex(line => line.startsWith('The disk is full ('))
    expect(said.slice(full + 1, full + 3), ran.stdout + ran.stderr).toEqual([
      'Make room there, and give the same command again.',
      'code 2',
    ])
    expect(Number(said[full + 3])).toBeGreaterThan(3)
    expect(said.at(-2)).toBe('code 0')
    requireWhole(path.join(folder, 'reports'))
  },
)
