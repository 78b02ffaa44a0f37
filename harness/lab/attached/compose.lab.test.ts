// The compose lab by hand, by the guide's own lines (without -t: there is no terminal), and graded while it is up.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { poll } from '#harness/host/poll.ts'
import { PROJECT } from '#harness/host/project.ts'
import { engineForTests, grade, REQUIRED } from '../containers/docker-for-tests.ts'

const run = promisify(execFile)
const engine = await engineForTests()
const compose = engine ? await composeCommand() : undefined
if (engine && !compose && REQUIRED) throw new Error('there is neither `docker compose` nor `docker-compose`')
if (engine && !compose)
  process.stderr.write('skipped: there is neither `docker compose` nor `docker-compose`\n')

describe.skipIf(!compose)('the compose lab', { timeout: 300_000 }, () => {
  const shell = async (line: string): Promise<string> =>
    (await run('bash', ['-c', line], { cwd: PROJECT, timeout: 120_000, maxBuffer: 16 << 20 })).stdout

  const up = (...args: string[]): Promise<string> => shell(`${compose} -p day2-test up -d ${args.join(' ')}`)

  const connectors = (): Promise<string> => shell('curl -sf http://localhost:8083/connectors')

  beforeAll(async () => {
    await up()
    await poll(
      'Connect and the registry to answer',
      () => Promise.all([connectors(), shell('curl -sf localhost:8081/')]),
      {
        deadlineMs: 240_000,
        everyMs: 1000,
      },
    )
  }, 400_000)

  afterAll(async () => {
    await shell(`${compose} -p day2-test down -v`)
  }, 120_000)

  test('exercise 1: the brokers, and a replicated topic', async () => {
    expect(
      await shell('docker exec -i kafka-1 kafka-broker-api-versions --bootstrap-server localhost:9092'),
    ).toContain('kafka-3:9092')
    await shell(
      'docker exec -i kafka-1 kafka-topics --create --topic replicated-events --bootstrap-server localhost:9092 --partitions 6 --replication-factor 3',
    )
    const described = await shell(
      'docker exec -i kafka-1 kafka-topics --describe --topic replicated-events --bootstrap-server localhost:9092',
    )
    // A tool's answer stands alone: no log lines before it.
    expect(described).toMatch(/^Topic: replicated-events\s.*PartitionCount: 6\s+ReplicationFactor: 3/)
  })

  test('exercise 2: a broker is stopped, and comes back', async () => {
    expect(await shell('docker stop kafka-2')).toBe('kafka-2\n')
    const describe =
      'docker exec -i kafka-1 kafka-topics --describe --topic replicated-events --bootstrap-server localhost:9092'
    expect(await shell(describe)).not.toMatch(/Leader: 2/)
    await shell('docker start kafka-2')
    await poll(
      'all replicas to be in sync',
      async () => !(await shell(`${describe} --under-replicated-partitions`)),
      {
        deadlineMs: 90_000,
        everyMs: 1000,
      },
    )
  })

  test('exercise 3: the word count waits for its topics, and counts', async () => {
    for (const topic of ['text-input', 'word-counts'])
      await shell(
        `docker exec -i kafka-1 kafka-topics --create --topic ${topic} --bootstrap-server localhost:9092 --partitions 3 --replication-factor 2`,
      )
    await shell(
      "printf 'hello world\\nhello kafka streams\\nworld of streaming\\nkafka is awesome\\n' | docker exec -i kafka-1 kafka-console-producer --bootstrap-server localhost:9092 --topic text-input",
    )
    const consume =
      'docker exec -i kafka-1 kafka-console-consumer --bootstrap-server localhost:9092 --topic word-counts --from-beginning --property print.key=true --property key.separator=" => " --timeout-ms 6000'
    await poll(
      "the guide's counts",
      async () => {
        const printed = await shell(`${consume} 2>/dev/null || true`)
        return ['hello => 2', 'world => 2', 'kafka => 2', 'awesome => 1'].every(line =>
          printed.includes(line),
        )
      },
      { deadlineMs: 150_000, everyMs: 500 },
    )
  })

  test('exercise 4: a schema, at the root of port 8081', async () => {
    const answer = await shell(
      `curl -s -X POST -H "Content-Type: application/vnd.schemaregistry.v1+json" --data '{"schema":"{\\"type\\":\\"string\\"}"}' http://localhost:8081/subjects/by-hand-value/versions`,
    )
    expect(JSON.parse(answer)).toHaveProperty('id')
    expect(await shell('curl -s http://localhost:8081/subjects')).toBe('["by-hand-value"]')
  })

  test('exercises 5 and 8: three workers, and the container by its name', async () => {
    await up('--scale', 'kafka-connect=3', '--no-recreate')
    await shell(`docker exec -i kafka-connect-day2 bash -c "echo 'Hello from Connect!' >> /tmp/input.txt"`)
    const connector = {
      name: 'by-hand',
      config: {
        'connector.class': 'org.apache.kafka.connect.file.FileStreamSourceConnector',
        'tasks.max': '1',
        file: '/tmp/input.txt',
        topic: 'by-hand-events',
      },
    }
    // 409 while the new workers join.
    await poll(
      'the connector to be taken',
      () =>
        shell(
          `curl -sf -X POST -H 'content-type: application/json' http://localhost:8083/connectors -d '${JSON.stringify(connector)}'`,
        ),
      { deadlineMs: 120_000, everyMs: 1000 },
    )
    const consume =
      'docker exec -i kafka-1 kafka-console-consumer --bootstrap-server localhost:9092 --topic by-hand-events --from-beginning --timeout-ms 6000'
    await poll(
      'the line to arrive',
      async () => (await shell(`${consume} 2>/dev/null || true`)).includes('Hello from Connect!'),
      {
        deadlineMs: 120_000,
        everyMs: 500,
      },
    )
    const workers = await shell(`${compose} -p day2-test ps`)
    expect(workers.match(/kafka-connect[_-]\d/g)?.length).toBe(3)
  })

  test('a grade on it asks before it deletes', async () => {
    const refused = await grade([
      '01',
      '--engine',
      'attached',
      '--isolation',
      'strict',
      '--submission',
      'solutions',
    ]).catch(String)
    expect(refused).toMatch(/topic text-input.*Nothing was deleted/s)
  })

  test('a grade on it breaks its containers, and touches nothing of others', {
    timeout: 400_000,
  }, async () => {
    const { code, result, output } = await grade([
      '01',
      '04',
      '05',
      '--engine',
      'attached',
      '--isolation',
      'strict',
      '--yes',
      '--submission',
      'solutions',
    ])
    expect(code, output).toBe(0)
    expect(result.grader).toMatchObject({ engine: 'attached', isolation: 'strict' })
    expect(result.notes).toContainEqual(expect.stringContaining('not from the network'))
    expect(await connectors()).toBe('["by-hand"]')
    expect(await shell('curl -s http://localhost:8081/subjects')).toBe('["by-hand-value"]')
    const topics = await shell('docker exec -i kafka-1 kafka-topics --list --bootstrap-server localhost:9092')
    expect(topics).toContain('by-hand-events')
    expect(topics).not.toMatch(/replicated-events|file-events|inventory-/)
  })

  test('a cluster known by its addresses alone: what needs a fault is skipped, and says why', async () => {
    const addresses = [
      '--bootstrap',
      '127.0.0.1:9092,127.0.0.1:9093,127.0.0.1:9094',
      '--registry',
      'http://127.0.0.1:8081',
    ]
    const { result } = await grade([
      '01',
      '05',
      '--engine',
      'attached',
      '--isolation',
      'strict',
      ...addresses,
      '--submission',
      'solutions',
    ])
    const [first, fifth] = result.exercises
    const degraded = first?.checks.find(({ id }) => id === 'describe-degraded')
    expect(degraded).toMatchObject({
      status: 'skipped',
      message: expect.stringMatching(/to be stopped, and the grader has no hold/),
    })
    expect(first?.checks.filter(({ status }) => status === 'passed').length).toBe(7)
    expect(fifth?.checks[0]).toMatchObject({
      status: 'skipped',
      message: expect.stringContaining('--shared'),
    })
  })
})

async function composeCommand(): Promise<string | undefined> {
  for (const command of ['docker compose', 'docker-compose']) {
    const there = await run('bash', ['-c', `${command} version`]).then(
      () => true,
      () => false,
    )
    if (there) return command
  }
  return undefined
}
