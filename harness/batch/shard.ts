// `--shard 2/5`: the second fifth of a class, by the digest of the work, so that the same work is never graded on two machines.
import { createHash } from 'node:crypto'
import { UserError } from '#harness/host/user-error.ts'

export interface Shard {
  /** From 1 on. */
  index: number
  of: number
}

export function parseShard(text: string): Shard {
  const [, index = 0, of = 0] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number)
  if (index < 1 || index > of)
    throw new UserError(`--shard needs a part of a whole such as 2/5, not "${text}".`)
  return { index, of }
}

/** @param key the digest; of what has none, where it came from */
export function belongsTo({ index, of }: Shard, key: string): boolean {
  const number = createHash('sha256').update(key).digest().readUInt32BE(0)
  return number % of === index - 1
}
