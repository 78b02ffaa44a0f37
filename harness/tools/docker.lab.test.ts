// The stand-in on a real lab, through the very scripts that a submission finds on its PATH.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { poll } from '#harness/host/poll.ts'
import { withArchives } from '#harness/lab/embedded/archives.ts'
import { openEmbeddedLab } from '#harness/lab/embedded/open.ts'
import type { Lab } from '#harness/lab/lab.ts'
import { prepareRuntime } from '#harness/runtime/runtime.ts'
import { type ControlServer, startControlServer } from './control-server.ts'
import { makeToolsFolder } from './tools-folder.ts'

const DEADLINE = { deadlineMs: 60_000 }

describe.skipIf(process.platform === 'win32')('docker stand-in', { timeout: 180_000 }, () => {
  let lab: Lab
  let control: ControlServer
  let root: string
  let env: NodeJS.ProcessEnv

  beforeAll(async () => {
    const runtime = await withArchives(await prepareRuntime(() => {}), () => {})
    lab = await openEmbeddedLab({ runtime })
    control = await startControlServer(lab)
    root = await mkdtemp(path.join(os.tmpdir(), `day2 it's tools `))
    const tools = path.join(root, 'bin')
    await makeToolsFolder({
      folder: tools,
      runtime,
      nodeExecutable: process.execPath,
      controlUrl: control.url,
    })
    env = {
      ...process.env,
      PATH: `${tools}:${process.env.PATH}`,
      BOOTSTRAP_SERVERS: lab.bootstrapServers,
      INPUT_FILE: path.join(root, 'input.txt'),
    }
  }, 400_000)
  afterAll(async () => {
    await control?.close()
    await lab?.close()
    if (root) await rm(root, { recursive: true, force: true })
  })

  /** Runs a line as a student's script would. */
  function script(line: string, { input = '', ...more }: { input?: string; [name: string]: string } = {}) {
    const child = spawn('bash', ['-c', line], { cwd: root, env: { ...env, ...more }, detached: true })
    child.stdin.on('error', () => {})
    child.stdin.end(input)
    return { child, ended: untilEnd(child) }
  }
  const run = (line: string, more?: { input?: string; [name: string]: string }) => script(line, more).ended

  test("the guide's first lines: broker versions, a topic, its replication", async () => {
    const versions = await run(
      'docker exec -it kafka-1 kafka-broker-api-versions --bootstrap-server localhost:9092',
    )
    expect(versions.stdout).toContain(lab.brokers[1].address)
    const created = await run(`docker exec -it kafka-1 kafka-topics --create \\
      --topic replicated-events \\
      --bootstrap-server localhost:9092 \\
      --partitions 6 \\
      --replication-factor 3`)
    expect(created).toEqual({ code: 0, stdout: 'Created topic replicated-events.\n', stderr: '' })
    const described = await run(
      'docker exec kafka-2 /opt/kafka/bin/kafka-topics.sh --describe --topic replicated-events --bootstrap-server=kafka-3:19092',
    )
    expect(described.stdout).toMatch(/PartitionCount: 6\s+ReplicationFactor: 3/)
    expect(described.stderr).toBe('')
  })

  test('records go in through standard input and come out, also through bash -c', async () => {
    const lines = ' blanks  \nlocalhost:9092\nhéllo "$HOME" \'q\'\n'
    const produced = await run(
      'docker exec -i kafka-1 kafka-console-producer --bootstrap-server localhost:9092 --topic records',
      { input: lines },
    )
    expect(produced.code).toBe(0)
    const consumed = await run(
      `docker exec kafka-3 bash -lc 'kafka-console-consumer --bootstrap-server localhost:9092 --topic records --from-beginning --max-messages 3 2>/dev/null; exit 3'`,
    )
    expect(consumed).toMatchObject({ code: 3, stdout: lines })
  })

  test('tools take arguments as they are', async () => {
    await run(
      'kafka-topics.sh --create --topic plain --bootstrap-server "$BOOTSTRAP_SERVERS" --partitions 1 --replication-factor 1',
    )
    await run(
      `printf 'a\\n' | kafka-console-producer --bootstrap-server "$BOOTSTRAP_SERVERS" --topic plain --reader-property null.marker="  it's  "`,
    )
    const consumed = await run(
      `kafka-console-consumer.sh --bootstrap-server "$BOOTSTRAP_SERVERS" --topic plain --from-beginning --max-messages 1 --formatter-property print.key=true --formatter-property key.separator=' "=>" ' --formatter-property null.literal=`,
    )
    expect(consumed.stdout).toBe(' "=>" a\n')
  })

  test('without -i standard input is empty and stays for the script', async () => {
    const { stdout } = await run('docker exec kafka-1 cat; cat', { input: 'left' })
    expect(stdout).toBe('left')
  })

  test('working folder, variables, detached, exit codes', async () => {
    const { stdout } = await run(
      `docker exec -w / -e A='localhost:9092 b' -u root kafka-2 sh -c 'pwd; echo "$A"'; docker exec kafka-1 sh -c 'exit 9'; echo $?`,
    )
    expect(stdout).toBe(`/\n${lab.brokers[1].address} b\n9\n`)
    const missing = await run('docker exec kafka-1 no-such-tool')
    expect(missing).toMatchObject({ code: 127 })
    expect(missing.stderr).toContain('"no-such-tool": executable file not found in $PATH')
    const detached = await run(`docker exec -d kafka-1 sh -c 'echo there > "$OUT"'`, {
      OUT: `${root}/detached`,
    })
    expect(detached.code).toBe(0)
    await poll('the detached command', () => readFile(`${root}/detached`, 'utf8'), DEADLINE)
  })

  test('a signal to docker alone ends the command', async () => {
    const { child, ended } = script('exec docker exec kafka-1 sh -c "echo started; exec sleep 600"')
    await new Promise(resolve => child.stdout.once('data', resolve))
    child.kill('SIGTERM')
    expect(await ended).toMatchObject({ code: 143 })
  })

  test("Connect's input file", async () => {
    const appended = await run(
      `docker exec -it kafka-connect-day2 bash -c "echo 'Hello from Connect!' >> /tmp/input.txt" && docker exec kafka-connect bash -c 'cat "/tmp/input.txt"'`,
    )
    expect(appended).toEqual({ code: 0, stdout: 'Hello from Connect!\n', stderr: '' })
    expect(await readFile(`${root}/input.txt`, 'utf8')).toBe('Hello from Connect!\n')
  })

  test('names of the registry and of Connect', async () => {
    const { stdout } = await run(
      'docker exec schema-registry curl -s http://localhost:8081/subjects; docker exec kafka-1 curl -s http://kafka-connect:8083/connectors',
    )
    expect(stdout).toBe('[][]')
  })

  test('stop, what follows, start', async () => {
    expect(await run('docker stop kafka-2')).toEqual({ code: 0, stdout: 'kafka-2\n', stderr: '' })
    expect(lab.brokers[1].state).toBe('stopped')
    expect(
      await run('docker exec -it kafka-2 kafka-topics --list --bootstrap-server localhost:9092'),
    ).toEqual({
      code: 1,
      stdout: '',
      stderr: 'Error response from daemon: container kafka-2 is not running\n',
    })
    expect((await run('docker stop -t 1 kafka-2')).stdout).toBe('kafka-2\n')
    expect((await run('docker kill kafka-2')).stderr).toContain('is not running')
    expect((await run("docker ps --format '{{.Names}} {{.Status}}'")).stdout).toBe(
      'kafka-1 Up\nkafka-3 Up\nschema-registry Up\nkafka-connect-day2 Up\n',
    )
    expect((await run("docker inspect -f '{{.State.Running}}' kafka-2")).stdout).toBe('false\n')
    expect((await run('docker-compose exec -T kafka-2 true')).stderr).toContain(
      'service "kafka-2" is not running',
    )
    expect(await run('docker start kafka-2')).toEqual({ code: 0, stdout: 'kafka-2\n', stderr: '' })
    expect(lab.brokers[1].state).toBe('running')
  })

  test('two commands on one broker at the same time wait for each other', async () => {
    const both = await Promise.all([
      run('docker restart kafka-3'),
      run('docker compose restart kafka-3'),
      run('docker kill -s KILL kafka-3; docker start kafka-3'),
    ])
    expect(both.map(({ code }) => code)).toEqual([0, 0, 0])
    expect(lab.brokers[2].state).toBe('running')
  })

  test('compose up: stopped brokers start, Connect has as many workers as asked for, one without --scale', async () => {
    await run('docker compose kill kafka-1')
    const scaled = await run(
      'docker compose -f docker-compose.yml up -d --scale kafka-connect=2 --no-recreate',
    )
    expect(scaled).toMatchObject({ code: 0, stdout: '' })
    expect(lab.brokers[0].state).toBe('running')
    expect(lab.connect.workers.map(({ state }) => state)).toEqual(['running', 'running'])
    const listed = await run(
      'docker-compose ps kafka-connect -q | wc -l; docker exec kafka-connect-2 curl -s localhost:8083/',
    )
    expect(listed.stdout).toMatch(/^2\n\{"version":"4\./)
    expect((await run('docker-compose up -d')).code).toBe(0)
    expect(lab.connect.workers.length).toBe(1)
    expect((await run('docker-compose up -d --scale kafka-connect=4')).code).toBe(1)
    const app = await run('docker-compose up kafka-streams-app')
    expect(app.code).toBe(0)
    expect(app.stderr).toContain('your own program')
  })

  test('what is not served says what is', async () => {
    expect(await run('docker stop kafka-9 schema-registry kafka-connect-day2')).toMatchObject({
      code: 1,
      stdout: '',
    })
    expect((await run('docker run hello-world')).code).toBe(125)
    const down = await run('docker compose down')
    expect(down.code).toBe(1)
    expect(down.stderr).toMatchInlineSnapshot(`
      "docker compose: this stand-in knows up, scale, ps, exec, stop, start, kill, restart, logs, version, not down
      "
    `)
    expect((await run('docker logs --tail 5 kafka-1')).stdout.trim().split('\n').length).toBe(5)
  })

  test('the server answers nobody without its token', async () => {
    const { origin } = new URL(control.url)
    expect((await fetch(`${origin}/state`)).status).toBe(403)
    expect((await fetch(`${control.url}/brokers/4/stop`, { method: 'POST' })).status).toBe(404)
    expect((await fetch(`${control.url}/brokers/1/stop`)).status).toBe(404)
  })
})

function untilEnd(child: ChildProcess): Promise<{ code: number; stdout: string; stderr: string }> {
  const texts = [child.stdout, child.stderr].map(stream => {
    const chunks: Buffer[] = []
    stream?.on('data', (chunk: Buffer) => chunks.push(chunk))
    return () => Buffer.concat(chunks).toString()
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) =>
      resolve({
        code: code ?? 128 + (signal ? os.constants.signals[signal] : 0),
        stdout: texts[0]?.() ?? '',
        stderr: texts[1]?.() ?? '',
      }),
    )
  })
}
