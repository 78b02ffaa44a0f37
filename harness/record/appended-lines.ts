// What comes to stand in the input files, read as it grows. Suites append to them, and whoever else does is seen as well.
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { openPlain } from '#harness/host/plain-file.ts'

/** A file that grows beyond this is none of ours. */
const MOST_BYTES = 4 << 20

export class AppendedLines {
  readonly #inputs: { file: string; dir: string }
  readonly #read = new Map<string, number>()

  constructor(inputs: { file: string; dir: string }) {
    this.#inputs = inputs
  }

  /** Whole lines that are there since the last look. */
  async look(tell: (file: string, lines: string[]) => void): Promise<void> {
    const { file, dir } = this.#inputs
    const parts = await readdir(dir).catch(() => [])
    for (const each of [file, ...parts.slice(0, 20).map(name => path.join(dir, name))]) {
      const lines = await this.#news(each).catch(() => [])
      if (lines.length > 0) tell(path.basename(each), lines)
    }
  }

  async #news(file: string): Promise<string[]> {
    const known = this.#read.get(file) ?? 0
    // What a program puts in its place is not read: the grader sees more of this machine than a program does.
    await using handle = await openPlain(file, 'read')
    const { size } = await handle.stat()
    if (size <= known || size > MOST_BYTES) return []
    const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(size - known), position: known })
    // A character may be cut in two; then its line is not whole, and is taken next time.
    const end = bytesRead === 0 ? 0 : buffer.lastIndexOf(0x0a, bytesRead - 1) + 1
    this.#read.set(file, known + end)
    return end === 0 ? [] : buffer.toString('utf8', 0, end - 1).split('\n')
  }
}
