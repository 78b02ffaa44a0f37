// All probes, side by side where one does not need another.
import os from 'node:os'
import { jarsThere, judgeCache, readCache } from './cache.ts'
import { examineClient, examineEngine } from './docker.ts'
import type { Finding } from './finding.ts'
import { examineCommands, examineNamespaces, examinePorts } from './isolation.ts'
import { examineJdk, examineMaven, examineNode, examinePython } from './programs.ts'
import { examineCacheDisk, examineMemory, examineTmpDisk } from './room.ts'

/** What a lab cannot do without: the reasons for which a grade can fail by the machine's fault. */
export async function examineEssentials(): Promise<Finding[]> {
  const cache = await readCache()
  const filled = jarsThere(cache)
  const [jdk, maven, cacheDisk, tmpDisk] = await Promise.all([
    examineJdk(),
    examineMaven(filled),
    examineCacheDisk(cache.folder, filled),
    examineTmpDisk(),
  ])
  const busy = judgeLoad(os.loadavg()[0] ?? 0, os.availableParallelism())
  return [examineNode(), jdk, maven, ...judgeCache(cache), cacheDisk, tmpDisk, examineMemory(), busy]
}

export async function examineMachine(): Promise<Finding[]> {
  const namespaces = examineNamespaces()
  const [essentials, ports, client, engine, python] = await Promise.all([
    examineEssentials(),
    examinePorts(namespaces.state === 'good'),
    examineClient(),
    examineEngine(),
    examinePython(),
  ])
  return [...essentials, namespaces, examineCommands(), ports, ...engine, client, python]
}

export function judgeLoad(load: number, cores: number): Finding {
  const base = { id: 'load', what: 'Processors' }
  const seen = `${cores} ${cores === 1 ? 'core' : 'cores'}, load ${load.toFixed(1)}`
  // Deadlines are stretched eight times at most; beyond that nothing can be told about a submission.
  if (load / cores > 16)
    return { ...base, state: 'bad', text: `${seen}: so many programs run that a lab cannot keep up` }
  if (cores < 2 || load / cores > 3) return { ...base, state: 'hint', text: `${seen}; a lab will be slow` }
  return { ...base, state: 'good', text: seen }
}
