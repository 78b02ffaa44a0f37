import { expect, it } from 'vitest'
import { usableEngines } from './engines.ts'
import type { Finding, State } from './finding.ts'

const IDS = ['node', 'jdk', 'maven', 'memory', 'cache-disk', 'tmp-disk', 'container-engine', 'images']
const engines = (states: Record<string, State>, without: string[] = []) => {
  const findings: Finding[] = IDS.filter(id => !without.includes(id)).map(id => ({
    id,
    what: id,
    state: states[id] ?? 'good',
    text: '',
  }))
  return usableEngines(findings)
    .filter(({ usable }) => usable)
    .map(({ engine }) => engine)
}

it.each([
  [{}, ['embedded', 'containers', 'attached']],
  [{ jdk: 'hint' }, ['embedded', 'containers', 'attached']],
  [{ jdk: 'bad' }, ['containers']],
  [{ maven: 'bad' }, ['containers']],
  [{ images: 'hint' }, ['embedded', 'attached']],
  [{ memory: 'bad' }, ['attached']],
  [{ node: 'bad' }, []],
  [{ 'tmp-disk': 'bad' }, []],
] as [Record<string, State>, string[]][])('%j leaves %j', (states, expected) => {
  expect(engines(states)).toEqual(expected)
})

it('an engine that does not answer tells nothing about images', () => {
  expect(engines({ 'container-engine': 'hint' }, ['images'])).toEqual(['embedded', 'attached'])
})

it('says what is missing', () => {
  const finding: Finding = { id: 'jdk', what: 'JDK', state: 'bad', text: 'none' }
  expect(usableEngines([finding])[0]).toEqual({ engine: 'embedded', usable: false, text: 'see above: JDK' })
})
