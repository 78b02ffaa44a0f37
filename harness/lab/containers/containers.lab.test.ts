// The containers engine on real containers: the references, and what goes wrong around a lab.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { poll } from '#harness/host/poll.ts'
import { PROJECT } from '#harness/host/project.ts'
import { engineForTests, grade, REQUIRED } from './docker-for-tests.ts'
import type { ContainerEngine } from './engine.ts'
import { newRun, openContainersLab } from './open.ts'
import { sweep } from './ownership.ts'
import { choosePorts } from './ports.ts'

const found = await engineForTests()
const all = process.env.DAY2_LONG === '1'

describe.skipIf(!found)('containers', () => {
  const engine = found as ContainerEngine

  const containersOf = async (run: string): Promise<number> =>
    (await engine.docker.listContainers({ all: true, filters: { label: [`day2.run=${run}`] } })).length

  const networksOf = async (run: string): Promise<number> =>
    (await engine.docker.listNetworks({ filters: { label: [`day2.run=${run}`] } })).length

  beforeAll(async () => {
    await sweep(engine.docker)
  })

  test(`the references pass (${all ? 'all' : '01 to 05'})`, { timeout: 900_000 }, async () => {
    const exercises = all ? [] : ['01', '02', '03', '04', '05']
    const { code, result, output } = await grade(
      [...exercises, '--engine', 'containers', '--isolation', 'strict', '--submission', 'solutions'],
      { keep: REQUIRED ? path.join(PROJECT, 'reports/containers') : undefined },
    )
    expect(
      result.exercises.flatMap(({ checks }) => checks.filter(({ status }) => status !== 'passed')),
    ).toEqual([])
    expect(code, output).toBe(0)
    expect(result.grader).toMatchObject({ engine: 'containers', isolation: 'strict' })
  })

  test('programs are shut in: they reach the lab, nothing else, and use what they may', {
    timeout: 600_000,
  }, async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'day2-shut-in-'))
    const service = createServer().listen(0, '127.0.0.1')
    const abstract = createServer().listen('\0day2-shut-in-canary')
    await Promise.all([once(service, 'listening'), once(abstract, 'listening')])
    try {
      const { port } = service.address() as AddressInfo
      const [eater, spy] = ['01-multi-broker-cluster', '04-schema-registry'] as const
      await cp(path.join(PROJECT, 'solutions', spy), path.join(folder, spy), { recursive: true })
      await rm(path.join(folder, spy, 'register.ts'))
      await writeFile(path.join(folder, spy, 'register.sh'), spying(port, path.join(folder, eater)))
      const hostile = path.join(PROJECT, 'suites', eater, 'hostile/eats-memory/setup.sh')
      await mkdir(path.join(folder, eater))
      await cp(hostile, path.join(folder, eater, 'setup.sh'))
      const { result, output } = await grade([
        ...['01', '04', '--engine', 'containers', '--isolation', 'strict', '--submission', folder],
      ])
      const [first, fourth] = result.exercises
      expect(first?.checks[0], output).toMatchObject({
        id: 'setup-succeeds',
        status: 'failed',
        message: expect.stringContaining('GiB of memory'),
      })
      expect(fourth?.checks.filter(({ status }) => status !== 'passed')).toEqual([])
    } finally {
      service.close()
      abstract.close()
      await rm(folder, { recursive: true, force: true })
    }
  })

  test('what a killed grade left is swept at the next start', async () => {
    const run = newRun()
    const child = spawn(process.execPath, [path.join(import.meta.dirname, 'open-until-killed.ts'), run], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const ended = once(child, 'exit')
    await poll('three containers to be there', async () => (await containersOf(run)) >= 3, {
      deadlineMs: 120_000,
    })
    child.kill('SIGKILL')
    await ended
    expect(await networksOf(run)).toBe(1)
    // One that was being made as its maker died may come up after the first look.
    await poll('everything to be swept', async () => (await sweep(engine.docker)) === 0, {
      deadlineMs: 60_000,
    })
    expect(await containersOf(run)).toBe(0)
    expect(await networksOf(run)).toBe(0)
  })

  test('a port that somebody else has taken costs a new attempt, not the lab', async () => {
    const run = newRun()
    const thief = createServer()
    await new Promise<void>(resolve => thief.listen(0, '127.0.0.1', resolve))
    const { port } = thief.address() as { port: number }
    let attempts = 0
    const lab = await openContainersLab({
      engine,
      javaVersion: '',
      run,
      choose: async () => {
        const ports = await choosePorts({ guides: false })
        return attempts++ === 0 ? { ...ports, broker: { ...ports.broker, 2: port } } : ports
      },
    })
    try {
      expect(attempts).toBe(2)
      expect(lab.brokers[1].address).not.toBe(`127.0.0.1:${port}`)
      const { address } = lab.brokers[1]
      await lab.brokers[1].kill()
      expect(lab.brokers[1].state).toBe('stopped')
      await lab.brokers[1].start()
      expect(lab.brokers[1].address).toBe(address)
    } finally {
      thief.close()
      await lab.close()
    }
    expect(await containersOf(run)).toBe(0)
    expect(await networksOf(run)).toBe(0)
  })

  test('an engine that goes away in mid-run is nobody’s failure', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'day2-proxy-'))
    const socket = path.join(folder, 'docker.sock')
    const proxy = await throughProxy(socket, engine.address.replace('unix://', ''))
    let gone: Promise<void> | undefined
    const goAway = async (): Promise<void> => {
      proxy.close()
      // As an engine that ends does: it takes its containers with it.
      const left = await engine.docker.listContainers({ filters: { label: ['day2.run'] } })
      await Promise.all(
        left.map(({ Id }) =>
          engine.docker
            .getContainer(Id)
            .kill()
            .catch(() => {}),
        ),
      )
    }
    try {
      const { code, result, output } = await grade(
        ['02', '--engine', 'containers', '--isolation', 'strict', '--submission', 'solutions'],
        {
          env: { DOCKER_HOST: `unix://${socket}` },
          watch: printed => {
            if (printed.includes('topic-layout')) gone ??= goAway()
          },
        },
      )
      await gone
      expect(gone, output).toBeDefined()
      expect(code, output).toBe(2)
      expect(result.verdict).toBe('undetermined')
      const statuses = result.exercises.flatMap(({ checks }) => checks.map(({ status }) => status))
      expect(statuses).toContain('harness-error')
      expect(statuses).not.toContain('failed')
    } finally {
      proxy.close()
      await poll('everything to be swept', async () => (await sweep(engine.docker)) === 0, {
        deadlineMs: 60_000,
      })
      await rm(folder, { recursive: true, force: true })
    }
  })
})

/** A `register` that ends with 66 where it reaches what it must not, or does not reach the lab. */
function spying(port: number, original: string): string {
  return `#!/bin/bash
reached() { echo "reached: $*" >&2; exit 66; }
[ ! -S /var/run/docker.sock ] && [ ! -S /run/docker.sock ] || reached "Docker's socket"
curl -s -m 5 -o /dev/null "http://127.0.0.1:${port}/" && reached 'a service of the machine'
timeout 3 bash -c ': < /dev/tcp/127.0.0.1/${port}' 2> /dev/null && reached 'a port of the machine'
grep -q day2-shut-in-canary /proc/net/unix && reached 'an abstract socket'
[ ! -e '${original}' ] || reached 'the original of the submission'
[ ! -e '${PROJECT}/solutions' ] && [ ! -e '${PROJECT}/suites' ] || reached 'the references'
tr '\\0' '\\n' < /proc/1/environ | grep -q '^DAY2_LAUNCHER' && reached "the grader's environment"
for at in / /usr /etc /var /tmp/day2-outside-* /tmp/day2-outside-*/*; do { : > "$at/left"; } 2> /dev/null && reached "$at"; done
grep '^Cap\\(Prm\\|Eff\\|Bnd\\)' /proc/self/status | grep -qv '0000000000000000' && reached capabilities
docker ps | grep -q kafka-1 || reached 'not even the lab'
curl -sf -H 'content-type: application/vnd.schemaregistry.v1+json' "$SCHEMA_REGISTRY_URL/subjects/users-value/versions" --data '{
  "schema": "{\\"type\\":\\"record\\",\\"name\\":\\"User\\",\\"fields\\":[{\\"name\\":\\"id\\",\\"type\\":\\"int\\"},{\\"name\\":\\"name\\",\\"type\\":\\"string\\"},{\\"name\\":\\"email\\",\\"type\\":[\\"null\\",\\"string\\"],\\"default\\":null}]}"
}'
`
}

/** The engine behind a socket of ours, which can be taken away without harm to anybody else. */
async function throughProxy(socket: string, upstream: string): Promise<{ close(): void }> {
  const open = new Set<Socket>()
  const server = createServer({ allowHalfOpen: true }, client => {
    const engine = connect({ path: upstream, allowHalfOpen: true })
    for (const one of [client, engine]) {
      open.add(one)
      one.on('error', () => {})
      one.on('close', () => open.delete(one))
    }
    client.pipe(engine).pipe(client)
  })
  await new Promise<void>(resolve => server.listen(socket, resolve))
  return {
    close() {
      server.close()
      for (const one of open) one.destroy()
    },
  }
}
