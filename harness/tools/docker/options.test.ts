import { describe, expect, test } from 'vitest'
import { parseOptions } from './options.ts'

const names = { switches: ['i', 't', 'tty'], valued: ['e', 'env', 'w'], untilFirstWord: true }
const parse = (...args: string[]) => parseOptions('docker exec', args, names)

describe('parseOptions', () => {
  test('leaves everything after the first word to the command', () => {
    const { switches, words } = parse('-it', 'kafka-1', 'kafka-topics', '--list', '-i', '--', '')
    expect([...switches]).toEqual(['i', 't'])
    expect(words).toEqual(['kafka-1', 'kafka-topics', '--list', '-i', '--', ''])
  })

  test('takes values apart, joined or in a cluster', () => {
    const { values, words } = parse(
      '-e',
      'A=1',
      '--env',
      'B=2',
      '--env=C=3',
      '-ie',
      'D=4',
      '-w=/x',
      '-eE=5',
      'c',
    )
    expect([...values]).toEqual([
      ['e', ['A=1', 'D=4', 'E=5']],
      ['env', ['B=2', 'C=3']],
      ['w', ['/x']],
    ])
    expect(words).toEqual(['c'])
  })

  test('takes a switch back with =false', () => {
    expect([...parse('--tty', '--tty=false', 'c').switches]).toEqual([])
  })

  test('reads options between words where there is no command', () => {
    const { words, values } = parseOptions('x', ['a', '-e', '1', 'b', '--', '-c'], {
      switches: [],
      valued: ['e'],
    })
    expect(words).toEqual(['a', 'b', '-c'])
    expect(values.get('e')).toEqual(['1'])
  })

  test('names what is known', () => {
    expect(() => parse('--rm', 'c')).toThrowErrorMatchingInlineSnapshot(
      `[CommandFailed: unknown option --rm; this stand-in's \`docker exec\` knows -i -t --tty -e --env -w]`,
    )
    expect(() => parse('-e')).toThrowErrorMatchingInlineSnapshot(
      `[CommandFailed: docker exec: option e needs a value]`,
    )
  })
})
