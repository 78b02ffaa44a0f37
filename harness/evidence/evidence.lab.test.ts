// A Connect exercise that fails, as a CI would have it graded: what is left of it tells why, also where the submission would rather not.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { PROJECT } from '#harness/host/project.ts'
import { resultAt } from '#harness/results/schema-for-tests.ts'

const SETUP = `
printf 'one\\033[31mred\\n'
head -c 3000000 /dev/zero | tr '\\0' x
rm -f "$INPUT_FILE"; ln -s /etc/passwd "$INPUT_FILE"
curl -s -X PUT -H 'Content-Type: application/json' "$CONNECT_URL/connectors/file-source-connector/config" \
  -d '{"connector.class":"org.example.NoSuchConnector","tasks.max":"1"}'
kafka-topics --create --topic file-events --partitions 1 --replication-factor 3 --bootstrap-server "$BOOTSTRAP_SERVERS"
printf 'key:ü\\n' | kafka-console-producer --topic file-events --property parse.key=true --property key.separator=: --bootstrap-server "$BOOTSTRAP_SERVERS"
exit 1
`

test('the worker’s log, the topic and all of the output are there', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'day2-evidence-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const [work, reports] = [path.join(folder, 'work'), path.join(folder, 'reports')]
  mkdirSync(path.join(work, '05-connect-file-pipeline'), { recursive: true })
  writeFileSync(path.join(work, '05-connect-file-pipeline/setup.sh'), SETUP)
  writeFileSync(path.join(work, '05-connect-file-pipeline/status.sh'), 'exit 0')
  const launcher = path.join(PROJECT, 'harness/bin/day2.js')
  const command = ['grade', '05', '--submission', work, '--reports', reports, '--no-control']
  const { status } = spawnSync(process.execPath, [launcher, ...command], {
    env: { ...process.env, CI: 'true' },
    stdio: 'ignore',
  })
  expect(status).toBe(1)

  const [exercise] = resultAt(reports).exercises
  const read = (name: string): string =>
    readFileSync(path.join(reports, 'evidence/05-connect-file-pipeline', name), 'utf8')
  const files = exercise?.kept?.map(({ file }) => path.basename(file)) ?? []
  expect(files).toEqual(
    expect.arrayContaining([
      '01-setup.stdout.txt',
      'file-events.jsonl',
      'Connect_worker_1.txt',
      'broker_1.txt',
    ]),
  )
  expect(read('logs/Connect_worker_1.txt')).toContain('PUT /connectors/file-source-connector/config')
  expect(JSON.parse(read('topics/file-events.jsonl'))).toMatchObject({
    partition: 0,
    offset: 0,
    key: 'key',
    value: 'ü',
  })
  const printed = read('programs/01-setup.stdout.txt')
  expect(printed.slice(0, 8)).toBe('onered\nx')
  expect(printed).toMatch(/x\n… \d+ bytes left out …\nx/)
  // The input file has become a link, and nothing of what it leads to is here.
  expect(files).not.toContain('input.txt')
  const page = readFileSync(path.join(reports, 'report.html'), 'utf8')
  expect(page).toContain('href="evidence/05-connect-file-pipeline/logs/Connect_worker_1.txt"')
})
