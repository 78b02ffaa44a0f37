// What the per-user cache holds: jars, start-up archives, and what older versions left.
import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { cacheRoot } from '#harness/runtime/cache.ts'
import { jarsFolder } from '#harness/runtime/jars.ts'
import { type Finding, inWords } from './finding.ts'

/** A folder of the cache. */
export interface Entry {
  name: string
  /** It was filled to its end. */
  whole: boolean
  bytes: number
}

export interface Cache {
  folder: string
  entries: readonly Entry[]
  /** Name of the folder that holds this version's jars. */
  jars: string
}

export const jarsThere = ({ entries, jars }: Cache): boolean =>
  entries.some(({ name, whole }) => name === jars && whole)

export function judgeCache(cache: Cache): Finding[] {
  const { folder, entries, jars } = cache
  const total = entries.reduce((sum, { bytes }) => sum + bytes, 0)
  const old = entries.filter(({ name }) => name.startsWith('jars-') && name !== jars)
  const oldSize = old.reduce((sum, { bytes }) => sum + bytes, 0)
  const there = jarsThere(cache)
  const trained = entries.some(({ name, whole }) => name.startsWith('archives-') && whole)
  const findings: Finding[] = [
    {
      id: 'jars',
      what: 'Cache, jars',
      state: there ? 'good' : 'hint',
      text: there
        ? `Kafka and the registry are in ${folder} (${inWords(total)} in all)`
        : `not fetched yet; the first grade fetches about 400 MB with Maven into ${folder}`,
    },
    {
      id: 'archives',
      what: 'Cache, archives',
      state: trained ? 'good' : 'hint',
      text: trained
        ? 'start-up archives are trained'
        : 'start-up archives are not trained yet; the first grade does it in about a minute',
    },
  ]
  if (old.length > 0)
    findings.push({
      id: 'old-jars',
      what: 'Cache, old',
      state: 'hint',
      text: `${old.map(({ name }) => name).join(', ')} (${inWords(oldSize)}) belongs to other versions of the grader and may be deleted`,
    })
  return findings
}

export async function readCache(folder = cacheRoot()): Promise<Cache> {
  const jars = path.basename((await jarsFolder()).folder)
  const names = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const folders = names.filter(entry => entry.isDirectory() && !entry.name.endsWith('.lock'))
  return { folder, jars, entries: await Promise.all(folders.map(({ name }) => readEntry(folder, name))) }
}

async function readEntry(folder: string, name: string): Promise<Entry> {
  const files = await readdir(path.join(folder, name), { recursive: true }).catch((): string[] => [])
  const sizes = await Promise.all(
    files.map(file =>
      stat(path.join(folder, name, file)).then(
        found => (found.isFile() ? found.size : 0),
        () => 0,
      ),
    ),
  )
  const whole = files.includes('whole') && !name.endsWith('.partial')
  return { name, whole, bytes: sizes.reduce((sum, size) => sum + size, 0) }
}
