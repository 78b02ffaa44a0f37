import { execFileSync, spawnSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeToolsFolder } from './tools-folder.ts'

// The scripts alone: in place of the JDK and Node stands a script that prints what it was given, one argument a line.
describe.skipIf(process.platform === 'win32')('tools folder', () => {
  let root: string
  let folder: string

  beforeAll(async () => {
    root = await mkdtemp(path.join(os.tmpdir(), `day2 it's "tools" $HOME ü`))
    folder = path.join(root, 'tools')
    const bin = path.join(root, 'bin')
    await mkdir(bin)
    for (const name of ['java', 'javac', 'jar', 'node']) {
      await writeFile(
        path.join(bin, name),
        '#!/bin/sh\nprintf "<%s>\\n" "$(basename "$0")" "$@"\nenv | grep JAVA_TOOL\nexit 7\n',
      )
      await chmod(path.join(bin, name), 0o755)
    }
    await makeToolsFolder({
      folder,
      runtime: {
        jdk: { home: root, java: path.join(bin, 'java'), version: '25', major: 25 },
        jars: { folder: '', key: '', kafka: [], programs: [], registry: '', connectPlugins: [] },
        storageTemplate: '',
        flags: kind => [`-Dkind=${kind}`, '-cp', `${root}/a.jar:${root}/b.jar`],
      },
      nodeExecutable: path.join(bin, 'node'),
      controlUrl: 'http://127.0.0.1:1/token',
    })
  })
  afterAll(() => rm(root, { recursive: true, force: true }))

  const run = (name: string, ...args: string[]) => {
    const env = {
      ...process.env,
      PATH: `${folder}:${process.env.PATH}`,
      TMPDIR: '/my tmp',
      JAVA_TOOL_OPTIONS: '-Dx=y',
    }
    const { stdout, status } = spawnSync(name, args, { env, encoding: 'utf8' })
    return { lines: stdout.trimEnd().split('\n'), status }
  }
  const odd = ['', ' a  b ', `"'$x\`\\`, '*', '-', 'ü']
  const shown = odd.map(arg => `<${arg}>`)

  test('both names of a tool start its class with the arguments untouched', () => {
    for (const name of ['kafka-topics', 'kafka-topics.sh']) {
      const { lines, status } = run(name, ...odd)
      expect(status).toBe(7)
      expect(lines.slice(0, 4)).toEqual(['<java>', '<-Dkind=tool>', '<-cp>', `<${root}/a.jar:${root}/b.jar>`])
      expect(lines.slice(-8)).toEqual([
        '<-Djava.io.tmpdir=/my tmp>',
        '<org.apache.kafka.tools.TopicCommand>',
        ...shown,
      ])
    }
  })

  test('kafka-run-class takes the class from its arguments', () => {
    expect(run('kafka-run-class', 'org.example.Main', ...odd).lines.slice(-7)).toEqual([
      '<org.example.Main>',
      ...shown,
    ])
    expect(run('kafka-run-class.sh').status).toBe(1)
  })

  test.each([
    ['node', '<--disable-warning=TimeoutNegativeWarning>'],
    ['java', '<-XX:-UsePerfData>'],
    ['javac', undefined],
    ['jar', undefined],
  ])("%s is the project's", (name, flag) => {
    const expected = [`<${name}>`, ...(flag === undefined ? [] : [flag]), ...shown]
    expect(run(name, ...odd).lines.slice(0, expected.length)).toEqual(expected)
  })

  test('docker learns where the lab and the tools are', () => {
    const { lines } = run('docker-compose', ...odd)
    expect(lines[1]).toMatch(/docker\.ts>$/)
    expect(lines.slice(2, 11)).toEqual([
      '<http://127.0.0.1:1/token>',
      `<${folder}>`,
      '<docker-compose>',
      ...shown,
    ])
  })

  test('all tools are there under both names', () => {
    const names = execFileSync('ls', [folder], { encoding: 'utf8' }).trim().split('\n')
    expect(names.filter(name => name.endsWith('.sh')).map(name => name.slice(0, -3))).toEqual(
      names.filter(name => /^(kafka|connect)-/.test(name) && !/\.sh$|launcher/.test(name)),
    )
  })
})
