import { describe, expect, it } from 'vitest'
import { examineEngine, judgeClient, judgeEngine } from './docker.ts'

const engine = { version: '28.2.2', system: 'linux', address: 'unix:///var/run/docker.sock' }
const brief = (facts: Parameters<typeof judgeEngine>[0]) =>
  judgeEngine(facts).map(({ id, state, text }) => `${id} ${state}: ${text}`)

describe('container engine', () => {
  it('with all images', () => {
    expect(brief({ engine })).toEqual([
      'container-engine good: 28.2.2 at unix:///var/run/docker.sock',
      'images good: all here',
    ])
  })

  it('without an image', () => {
    expect(judgeEngine({ engine, missingImages: ['apache/kafka:4.3.1'] })[1]).toMatchObject({
      state: 'hint',
      text: 'not here yet: apache/kafka:4.3.1',
      ways: { debian: 'npx day2 pull' },
    })
  })

  it('for Windows containers', () => {
    expect(brief({ engine: { ...engine, system: 'windows' } })).toEqual([
      'container-engine hint: 28.2.2 at unix:///var/run/docker.sock runs windows containers; the lab needs Linux ones',
    ])
  })

  it('not there, or not for this user', () => {
    expect(judgeEngine({ tried: 'not there' })[0]?.ways?.debian).toContain('apt-get install docker.io')
    expect(judgeEngine({ tried: 'connect EACCES' })[0]?.ways?.debian).toContain('usermod')
    expect(judgeEngine({ tried: 'no answer within 700 ms' })[0]?.text).toContain('does not answer in time')
  })

  it('here is asked in little time', async () => {
    const started = performance.now()
    expect((await examineEngine())[0]?.id).toBe('container-engine')
    expect(performance.now() - started).toBeLessThan(5000)
  })
})

it('the client is never missed', () => {
  expect(judgeClient(undefined).state).toBe('good')
  expect(judgeClient('28.2.2').text).toBe('28.2.2')
})
