import { describe, expect, it } from 'vitest'
import { examineMaven, examineNode, judgeJdks, judgeMaven, judgeNode, judgePython } from './programs.ts'

const jdk = (version: string) => ({
  version,
  major: Number.parseInt(version, 10),
  home: `/opt/jdk-${version}`,
})
const brief = ({ state, text }: { state: string; text: string }) => `${state}: ${text}`

describe('node', () => {
  it('is good from 24 on', () => {
    expect(brief(judgeNode('24.21.0'))).toBe('good: 24.21.0')
    expect(judgeNode('22.1.0').state).toBe('bad')
  })

  it('here is good', () => {
    expect(examineNode().state).toBe('good')
  })
})

describe('JDK', () => {
  it.each([
    [['25.0.3', '17.0.1'], 'good: 25.0.3 in /opt/jdk-25.0.3; also 17.0.1'],
    [['21.0.2'], 'hint: 21.0.2 in /opt/jdk-21.0.2; 25 would start a lab faster'],
    [['17.0.1'], 'bad: 17.0.1 in /opt/jdk-17.0.1 is too old: 21 or newer is needed'],
    [
      [],
      'bad: none found in JAVA_HOME, on the PATH or in the usual folders (a JRE without javac is not enough)',
    ],
  ])('%j', (versions, expected) => {
    expect(brief(judgeJdks(versions.map(jdk)))).toBe(expected)
  })
})

describe('Maven', () => {
  it('tells its version', () => {
    const text = 'Apache Maven 3.8.7\nMaven home: /usr/share/maven\nJava version: 17.0.13'
    expect(brief(judgeMaven({ code: 0, text }, false))).toBe('good: 3.8.7')
  })

  it('is missed only where the jars are not there', () => {
    expect(judgeMaven(undefined, false)).toMatchObject({
      state: 'bad',
      ways: { macos: 'brew install maven' },
    })
    expect(brief(judgeMaven(undefined, true))).toBe(
      'good: not on the PATH; not needed, the jars are in the cache',
    )
  })

  it('may be there and not run', () => {
    const answer = { code: 1, text: 'The JAVA_HOME environment variable is not defined correctly\n' }
    expect(judgeMaven(answer, false).text).toMatch(/^mvn does not run: The JAVA_HOME environment/)
  })

  it('here is judged one way or the other', async () => {
    expect((await examineMaven(true)).state).toBe('good')
  })
})

it('python3 is only a hint', () => {
  expect(brief(judgePython({ code: 0, text: 'Python 3.11.2\n' }))).toBe('good: 3.11.2')
  expect(judgePython(undefined).state).toBe('hint')
  // A version manager's shim without a version behind it.
  expect(judgePython({ code: 127, text: 'pyenv: version 3.11 is not installed' }).state).toBe('hint')
})
