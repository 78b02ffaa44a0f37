// Files that are there whole or not at all, also after the power has gone: written beside, synced, renamed, and the folder synced.
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import path from 'node:path'
import { makeFolder } from '#harness/host/make-folder.ts'

/**
 * Synchronous on purpose: two writes never interleave.
 *
 * @param drafts a folder of the same file system for what is not whole yet
 */
export function writeDurably(file: string, text: string, drafts: string): void {
  makeFolder(path.dirname(file))
  const draft = path.join(drafts, `${path.basename(file)}.${process.pid}`)
  try {
    const handle = openSync(draft, 'w')
    try {
      const bytes = Buffer.from(text)
      for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at)
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    renameSync(draft, file)
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
  syncFolder(path.dirname(file))
}

/** Writes only what is not there already, byte for byte. */
export function writeIfChanged(file: string, text: string, drafts: string): void {
  if (contentOf(file) !== text) writeDurably(file, text, drafts)
}

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

function syncFolder(folder: string): void {
  // Windows cannot, and keeps names in order by itself.
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
