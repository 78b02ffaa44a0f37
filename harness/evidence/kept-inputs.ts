// What an exercise was given: the input files, and the records that the grader itself sent.
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { openPlain } from '#harness/host/plain-file.ts'
import { FileNames } from './file-name.ts'
import type { KeptFolder } from './kept-folder.ts'

const MOST_FILES = 20

/** Input files lie where programs can write: a link, a pipe or a folder in their place is passed by. */
export async function keepInputs(
  folder: KeptFolder,
  { file, dir }: { file: string; dir: string },
  room: number,
): Promise<void> {
  const names = new FileNames()
  const parts = (await readdir(dir).catch(() => [])).slice(0, MOST_FILES).map(name => path.join(dir, name))
  let left = room
  for (const each of [file, ...parts]) {
    const read = await beginning(each, left).catch(() => undefined)
    if (read === undefined || read.size === 0) continue
    left -= read.content.length
    const name = each === file ? 'input.txt' : names.of(`dir-${path.basename(each, '.txt')}`, '.txt')
    const what = each === file ? 'INPUT_FILE' : `INPUT_DIR, ${path.basename(each)}`
    await folder.add(`inputs/${name}`, what, read.content, read.size - read.content.length)
  }
}

async function beginning(file: string, most: number): Promise<{ content: Buffer; size: number }> {
  await using handle = await openPlain(file, 'read')
  const { size } = await handle.stat()
  const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(Math.min(size, most)), position: 0 })
  return { content: buffer.subarray(0, bytesRead), size }
}
