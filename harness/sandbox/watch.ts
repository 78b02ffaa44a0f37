// Looks four times a second at what the programs of an exercise use together, and tells once when a limit has been passed.
import { statfsSync } from 'node:fs'
import type { Beyond, Limits } from './limits.ts'
import { treeUsage } from './tree-usage.ts'

const EVERY_MS = 250

export interface WatchOptions {
  limits: Limits
  /** Process ids of the programs that run now. */
  roots: () => number[]
  /** The file system that they write to, where it is theirs alone. */
  area?: string | undefined
  /** Kills them all; told once for each passing. */
  onBeyond: (beyond: Beyond) => void
}

export interface Watch {
  /** Looks now: a program that starts beyond a limit must not depend on when the next look comes. */
  look(): void
  end(): void
}

export function watchUsage({ limits, roots, area, onBeyond }: WatchOptions): Watch {
  const before = area === undefined ? 0 : bytesIn(area)
  const look = (): void => {
    const now = roots()
    if (now.length === 0) return
    const beyond = passed(now, limits, area === undefined ? 0 : bytesIn(area) - before)
    if (beyond) onBeyond(beyond)
  }
  const timer = setInterval(look, EVERY_MS)
  timer.unref()
  return { look, end: () => clearInterval(timer) }
}

function passed(roots: readonly number[], limits: Limits, files: number): Beyond | undefined {
  const { memory, processes } = treeUsage(roots)
  if (processes > limits.processes) return { limit: 'processes', allowed: limits.processes, used: processes }
  if (memory > limits.memory) {
    const exact = treeUsage(roots, true).memory
    if (exact > limits.memory) return { limit: 'memory', allowed: limits.memory, used: exact }
  }
  if (files > limits.files) return { limit: 'files', allowed: limits.files, used: files }
  return undefined
}

function bytesIn(folder: string): number {
  const { blocks, bfree, bsize } = statfsSync(folder)
  return (blocks - bfree) * bsize
}
