// Room for a lab: memory, and disk for the cache and for temporary files.
import { access, constants, statfs } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { type Finding, inWords } from './finding.ts'

const MIB = 1024 ** 2
const GIB = 1024 ** 3

/** Three brokers, registry, worker and grader take about 1.5 GiB; a Java program of the submission up to 0.7 more. */
const LEAST_MEMORY = 1.5 * GIB
const ENOUGH_MEMORY = 3 * GIB

export interface Memory {
  total: number
  available: number
  /** What a container or a control group allows, where that is less than there is. */
  limit?: number
}

export function judgeMemory({ total, available, limit }: Memory): Finding {
  const base = { id: 'memory', what: 'Memory' }
  const bounded = limit !== undefined && limit < total
  const of = bounded ? `${inWords(limit)} that this container may use` : inWords(total)
  const seen = `${inWords(available)} free of ${of}`
  if (available < LEAST_MEMORY)
    return {
      ...base,
      state: 'bad',
      text: `${seen}; a lab needs about ${inWords(LEAST_MEMORY)}, and programs need some more`,
      ways: {
        debian: bounded
          ? "raise the container's memory limit"
          : 'close other programs, or add swap or memory',
        macos: "close other programs (in a container: Docker Desktop's Settings, Resources)",
        windows: 'close other programs (in WSL: memory= in .wslconfig)',
      },
    }
  if (available < ENOUGH_MEMORY)
    return { ...base, state: 'hint', text: `${seen}; enough, but a lab may be slow while other things run` }
  return { ...base, state: 'good', text: seen }
}

export function examineMemory(): Finding {
  const total = os.totalmem()
  const limit = process.constrainedMemory()
  return judgeMemory({
    total,
    // macOS counts as free only what nobody has touched: what can be had there is most of all.
    available: process.platform === 'darwin' ? total / 2 : process.availableMemory(),
    ...(limit > 0 && limit < total ? { limit } : {}),
  })
}

export interface Disk {
  folder: string
  free: number
  writable: boolean
}

interface Need {
  id: string
  what: string
  /** Less than this cannot work. */
  least: number
  enough: number
  /** What it is needed for. */
  why: string
  /** The setting that moves it elsewhere. */
  setting: string
}

export function judgeDisk({ folder, free, writable }: Disk, need: Need): Finding {
  const { id, what, least, enough, why, setting } = need
  const base = { id, what }
  const ways = {
    debian: `make room there, or name another folder: export ${setting}=/path/with/room`,
    macos: 'the same',
    windows: `make room there, or name another folder: setx ${setting} D:\\folder`,
  }
  if (!writable) return { ...base, state: 'bad', text: `${folder} may not be written to; ${why}`, ways }
  const seen = `${inWords(free)} free in ${folder}`
  if (free < least) return { ...base, state: 'bad', text: `${seen}; ${why} ${inWords(least)}`, ways }
  if (free < enough) return { ...base, state: 'hint', text: `${seen}; that is not much`, ways }
  return { ...base, state: 'good', text: seen }
}

/** @param filled the jars are there already */
export async function examineCacheDisk(folder: string, filled: boolean): Promise<Finding> {
  return judgeDisk(await diskOf(folder), {
    id: 'cache-disk',
    what: 'Cache, room',
    least: filled ? 50 * MIB : 1.2 * GIB,
    enough: filled ? 500 * MIB : 2 * GIB,
    why: filled ? 'start-up archives need' : 'jars and start-up archives need',
    setting: 'DAY2_CACHE',
  })
}

export async function examineTmpDisk(folder = os.tmpdir()): Promise<Finding> {
  return judgeDisk(await diskOf(folder), {
    id: 'tmp-disk',
    what: 'Temporary',
    least: 300 * MIB,
    enough: GIB,
    why: "the brokers' storage and the submission's copy need",
    setting: process.platform === 'win32' ? 'TEMP' : 'TMPDIR',
  })
}

/** Of the folder, or of the nearest one above it that exists. */
export async function diskOf(folder: string): Promise<Disk> {
  for (let there = path.resolve(folder); ; there = path.dirname(there)) {
    const found = await statfs(there).catch(() => undefined)
    if (!found) {
      if (there === path.dirname(there)) return { folder, free: 0, writable: false }
      continue
    }
    const writable = await access(there, constants.W_OK).then(
      () => true,
      () => false,
    )
    return { folder, free: found.bavail * found.bsize, writable }
  }
}
