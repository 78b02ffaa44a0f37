// The policy of unpacking, one for all formats: what may be written, where, and how much of it. Links are never made, so
// nothing that is written can be led astray by what was written before.
import { type FileHandle, mkdir, open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { patient } from '#harness/host/patience.ts'
import { Budget } from '../budget.ts'
import { isClutter } from '../ignored-names.ts'
import { SubmissionRefused } from '../submission-errors.ts'
import { entryPath, leadsOutside } from './entry-path.ts'

export interface ArchiveEntry {
  /** As the archive has it. */
  name: string
  kind: 'file' | 'folder' | 'symbolic link' | 'hard link' | 'special file'
  /** Links only. */
  target?: string
}

/** For all of it, on a machine of the usual speed: what is within the other limits takes a few seconds. */
const LONGEST_MS = 60_000

export interface UnpackTargetOptions {
  budget?: Budget
  /** Milliseconds that all of it may take. */
  withinMs?: number
}

export class UnpackTarget {
  readonly budget: Budget
  /** What was left out and is worth a note, by kind. */
  readonly leftOut = new Map<ArchiveEntry['kind'], string[]>()
  #archive: string
  #root: string
  #links = new Set<string>()
  #paths = new Set<string>()
  #folders = new Set<string>(['.'])
  #file: { handle: FileHandle; name: string; head: Buffer } | undefined
  readonly #withinMs: number
  readonly #started = performance.now()

  constructor(archive: string, root: string, options: UnpackTargetOptions = {}) {
    this.#archive = archive
    this.#root = root
    this.budget = options.budget ?? new Budget(archive)
    this.#withinMs = options.withinMs ?? patient(LONGEST_MS)
  }

  /** Asked at every step. @throws SubmissionRefused when unpacking has taken too long altogether, with the entry that it is at */
  spendTime(name?: string): void {
    if (performance.now() - this.#started <= this.#withinMs) return
    const seconds = Math.ceil(this.#withinMs / 1000)
    throw this.refusal(
      `was still being unpacked after ${seconds} s; leave node_modules, build output and data out`,
      name,
    )
  }

  /** The path to write the entry at; undefined when it is left out; throws when it condemns the archive. */
  admit(entry: ArchiveEntry): string | undefined {
    this.budget.spendEntry(entry.name)
    this.spendTime(entry.name)
    const checked = entryPath(entry.name)
    if ('problem' in checked) throw this.refusal(checked.problem, entry.name)
    const { path } = checked
    if (entry.kind !== 'folder') this.budget.spendFile(entry.name)
    if (path === '') return entry.kind === 'folder' ? path : undefined
    const clutter = path.split('/').some(isClutter)
    this.#refuseWaysThroughLinks(path, entry, clutter)
    if (clutter) return undefined
    if (entry.kind === 'file' || entry.kind === 'folder') return path
    const others = this.leftOut.get(entry.kind) ?? []
    others.push(path)
    this.leftOut.set(entry.kind, others)
    return undefined
  }

  #refuseWaysThroughLinks(path: string, entry: ArchiveEntry, clutter: boolean): void {
    const isLink = entry.kind === 'symbolic link' || entry.kind === 'hard link'
    // A hard link names another entry from the root on, a symbolic one from its own folder on.
    const from = entry.kind === 'hard link' ? 'here' : path
    if (isLink && leadsOutside(from, entry.target ?? '')) {
      throw this.refusal(`is a link that leads outside the archive, to "${entry.target}"`, entry.name)
    }
    // Nothing of it is written, so that it is no way to anywhere.
    if (clutter) return
    const through = ancestors(path).find(one => this.#links.has(one))
    if (through !== undefined) throw this.refusal(`leads through the link "${through}"`, entry.name)
    if (!isLink) {
      if (this.#links.has(path)) throw this.refusal('is there as a link too', entry.name)
      for (const one of [path, ...ancestors(path)]) {
        // Where one is known, so are those above it.
        if (this.#paths.has(one)) break
        this.#paths.add(one)
      }
    } else if (entry.kind === 'symbolic link') {
      if (this.#paths.has(path))
        throw this.refusal('is a link, and there as a file or folder too', entry.name)
      this.#links.add(path)
    }
  }

  async makeFolder(path: string, name: string): Promise<void> {
    const missing = [path, ...ancestors(path)].filter(one => one !== '' && !this.#folders.has(one))
    for (const one of missing.reverse()) {
      this.budget.spendFolder(name)
      await this.#doing(name, () => mkdir(join(this.#root, one), { recursive: true, mode: 0o755 }))
      this.#folders.add(one)
    }
  }

  async openFile(path: string, name: string): Promise<void> {
    await this.makeFolder(dirname(path), name)
    const handle = await this.#doing(name, () => open(join(this.#root, path), 'w', 0o600))
    this.#file = { handle, name, head: Buffer.alloc(0) }
  }

  async write(chunk: Buffer): Promise<void> {
    const file = this.#file
    if (!file) throw new Error('no file of the archive is open')
    this.budget.spendBytes(chunk.length, file.name)
    this.spendTime(file.name)
    if (file.head.length < 2) file.head = Buffer.concat([file.head, chunk.subarray(0, 2)])
    await this.#doing(file.name, () => file.handle.writeFile(chunk))
  }

  /** `canRun` undefined: the archive knows no run bits (Windows), so that a `#!` line has to do. */
  async closeFile(canRun: boolean | undefined): Promise<void> {
    const file = this.#file
    this.#file = undefined
    if (!file) return
    const run = canRun ?? file.head.subarray(0, 2).toString('latin1') === '#!'
    await this.#doing(file.name, () => file.handle.chmod(run ? 0o755 : 0o644))
    await file.handle.close()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#file?.handle.close()
    this.#file = undefined
  }

  refusal(reason: string, entry?: string, cause?: unknown): SubmissionRefused {
    return new SubmissionRefused(this.#archive, reason, entry, { cause })
  }

  /** An archive may ask for what a disk cannot hold: a file below a file, a name of 300 letters. */
  async #doing<T>(name: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined
      if (code === 'ENAMETOOLONG') throw this.refusal('has a name that is too long', name, error)
      if (code === 'EEXIST' || code === 'ENOTDIR' || code === 'EISDIR') {
        throw this.refusal('is a file where another entry has a folder', name, error)
      }
      throw error
    }
  }
}

/** `a/b/c` -> `a/b`, `a`. */
function ancestors(path: string): string[] {
  const all: string[] = []
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1))
    all.push(path.slice(0, end))
  return all
}
