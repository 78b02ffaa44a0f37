// A hand-in as bytes, for a record or several.
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { create } from 'tar'
import { PART_BYTES } from './topics.ts'

/** @returns the parts of a tar.gz of what is in `folder` */
export async function pack(folder: string): Promise<Buffer[]> {
  const chunks: Buffer[] = []
  const stream = create(
    { cwd: folder, gzip: true, portable: true, filter: name => !name.split('/').includes('.git') },
    (await readdir(folder)).sort(),
  )
  for await (const chunk of stream) chunks.push(Buffer.from(chunk))
  const whole = Buffer.concat(chunks)
  return Array.from({ length: Math.ceil(whole.length / PART_BYTES) }, (_, index) =>
    whole.subarray(index * PART_BYTES, (index + 1) * PART_BYTES),
  )
}

/** The file in which the parts are put together again. */
export const packedName = (digest: string): string => path.join(`${digest.replace(':', '-')}.tar.gz`)
