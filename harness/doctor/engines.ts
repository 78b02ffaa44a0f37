// From single findings to the question that counts: in which ways can a lab run here?
import type { EngineName } from '#harness/lab/lab.ts'
import type { Finding } from './finding.ts'

export interface Usable {
  engine: EngineName
  usable: boolean
  /** What it needs that is missing, or what it is. */
  text: string
}

/** Findings that must not be `bad`; for `containers` some must even be `good`, because alone they are only a hint. */
const NEEDS: Record<EngineName, { notBad: string[]; good: string[]; what: string }> = {
  embedded: {
    notBad: ['node', 'jdk', 'maven', 'memory', 'cache-disk', 'tmp-disk'],
    good: [],
    what: 'JVMs on this machine; no Docker',
  },
  containers: {
    // Without a JDK and jars here, programs run theirs from the image.
    notBad: ['node', 'memory', 'tmp-disk'],
    good: ['container-engine', 'images'],
    what: 'containers of the public images',
  },
  attached: {
    notBad: ['node', 'jdk', 'maven', 'cache-disk', 'tmp-disk'],
    good: [],
    what: 'a cluster that is already up; name it with --bootstrap, --registry and --connect',
  },
}

export function usableEngines(findings: readonly Finding[]): Usable[] {
  const stateOf = (id: string) => findings.find(finding => finding.id === id)?.state
  const nameOf = (id: string) => findings.find(finding => finding.id === id)?.what ?? id
  return (['embedded', 'containers', 'attached'] as const).map(engine => {
    const { notBad, good, what } = NEEDS[engine]
    const missing = [
      ...notBad.filter(id => stateOf(id) === 'bad'),
      ...good.filter(id => stateOf(id) !== undefined && stateOf(id) !== 'good'),
    ]
    // Without an engine nobody can tell what images it has.
    const unknown = good.filter(id => stateOf(id) === undefined && missing.length === 0)
    const names = [...missing, ...unknown].map(nameOf)
    return names.length === 0
      ? { engine, usable: true, text: what }
      : { engine, usable: false, text: `see above: ${names.join(', ')}` }
  })
}
