import { describe, expect, test } from 'vitest'
import { fitCommand } from './inside-command.ts'

const addresses = new Map([['localhost:9092', '127.0.0.1:21001']])

function fit(...words: string[]): string[] {
  return fitCommand(words, { addresses, tools: '/the tools', inputFile: '/my work/input.txt' })
}

describe('fitCommand', () => {
  test('blanks, quotes and empty words pass through', () => {
    const words = ['kafka-topics', '--topic', ' a "b" \'c\' $d ', '', '*']
    expect(fit(...words)).toEqual(words)
  })

  test('addresses in words and scripts', () => {
    expect(fit('kafka-topics', '--bootstrap-server', 'localhost:9092')[2]).toBe('127.0.0.1:21001')
    expect(fit('bash', '-c', 'kafka-topics --bootstrap-server=localhost:9092 --list')[2]).toBe(
      'kafka-topics --bootstrap-server=127.0.0.1:21001 --list',
    )
  })

  test.each([
    ['/opt/kafka/bin/kafka-topics.sh', '/the tools/kafka-topics.sh'],
    ['/usr/bin/kafka-topics', '/the tools/kafka-topics'],
    ['/usr/local/bin/kafka-topics', '/the tools/kafka-topics'],
    ['/opt/bitnami/kafka/bin/kafka-topics.sh', '/the tools/kafka-topics.sh'],
    ['bin/kafka-topics.sh', '/the tools/kafka-topics.sh'],
    ['./bin/kafka-topics.sh', '/the tools/kafka-topics.sh'],
    ['/bin/bash', '/bin/bash'],
    ['/usr/bin/env', '/usr/bin/env'],
    ['kafka-topics.sh', 'kafka-topics.sh'],
  ])('%s is %s', (written, here) => {
    expect(fit(written)).toEqual([here])
  })

  test('paths in a script are quoted as their place needs it', () => {
    expect(fit('bash', '-c', "echo 'Hello from Connect!' >> /tmp/input.txt")[2]).toBe(
      "echo 'Hello from Connect!' >> '/my work/input.txt'",
    )
    expect(fit('sh', '-c', 'cd /opt/kafka/bin && ./kafka-topics.sh --list')[2]).toBe(
      "cd '/the tools' && ./kafka-topics.sh --list",
    )
    expect(fit('sh', '-c', '/opt/kafka/bin/kafka-topics.sh --list')[2]).toBe(
      "'/the tools'/kafka-topics.sh --list",
    )
    expect(fit('tee', '-a', '/tmp/input.txt')[2]).toBe('/my work/input.txt')
  })

  test.each(['/tmp/input.txt.bak', '/tmp/input.txt2', '/var/tmp/input.txt', '/opt/kafka/bin2'])(
    '%s is another path',
    path => {
      expect(fit('cat', path)).toEqual(['cat', path])
      expect(fit('sh', '-c', `cat ${path}`)[2]).toBe(`cat ${path}`)
    },
  )

  test('the script is found behind options and other commands', () => {
    const script = 'cat /tmp/input.txt'
    const done = "cat '/my work/input.txt'"
    expect(fit('timeout', '5', '/bin/bash', '-euo', 'pipefail', '-c', script)).toContain(done)
    expect(fit('bash', '-x', '-c', script, 'name', '/tmp/input.txt')).toEqual([
      ...['bash', '-x', '-c', done, 'name', '/my work/input.txt'],
    ])
    expect(fit('bash', 'script.sh', '-c', script)[3]).toBe('cat /my work/input.txt')
  })

  test('a login shell is none, so that the PATH stays', () => {
    expect(fit('bash', '-lc', 'true')).toEqual(['bash', '-c', 'true'])
    expect(fit('bash', '--login', '-l', '-c', 'true')).toEqual(['bash', '-c', 'true'])
    expect(fit('ls', '-lc')).toEqual(['ls', '-lc'])
  })
})
