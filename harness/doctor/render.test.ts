import { expect, it } from 'vitest'
import { usableEngines } from './engines.ts'
import type { Finding } from './finding.ts'
import { renderDoctor, renderEnd } from './render.ts'

const findings: Finding[] = [
  { id: 'node', what: 'Node', state: 'good', text: '24.21.0' },
  {
    id: 'jdk',
    what: 'JDK',
    state: 'bad',
    text: '17.0.1 in /usr/lib/jvm/java-17-openjdk-amd64 is too old: 21 or newer is needed',
    ways: { debian: 'sudo apt-get install openjdk-21-jdk-headless', macos: 'brew', windows: 'winget' },
  },
  { id: 'python', what: 'python3', state: 'hint', text: 'not there' },
]

it('is aligned, and readable without colour', () => {
  expect(
    renderDoctor(findings, usableEngines(findings), { colour: false, width: 80 }),
  ).toMatchInlineSnapshot(`
    "  ✔ Node        24.21.0
      ✘ JDK         17.0.1 in /usr/lib/jvm/java-17-openjdk-amd64 is too old: 21 or
                    newer is needed
                    Debian, Ubuntu  sudo apt-get install openjdk-21-jdk-headless
                    macOS           brew
                    Windows         winget
      ⚠ python3     not there

    Ways to run the lab
      ✘ embedded    see above: JDK
      ✘ containers  see above: container-engine, images
      ✘ attached    see above: JDK
    "
  `)
})

it('is in colour on a terminal', () => {
  const good = findings.filter(({ state }) => state === 'good')
  const text = renderDoctor(good, usableEngines(good), { colour: true, width: 80 })
  expect(text).toContain('\u001b[')
})

it('says that a grade can run where a lab has run', () => {
  expect(renderEnd('embedded', 'ran')).toBe('\nA grade can run here: npx day2 grade\n')
  expect(renderEnd('embedded', 'failed')).toContain('the lab did not open')
  expect(renderEnd('attached', 'not tried')).toContain('as far as can be seen')
  expect(renderEnd(undefined, 'not tried')).toContain('✘')
})
