// Reads what `describe` printed: the text of kafka-topics --describe, or JSON.
import { z } from 'zod'
import { jsonInText } from '#harness/exercise/words.ts'

export interface Replication {
  partition: number
  /** -1 where there is none. */
  leader: number
  replicas: number[]
  isr: number[]
}

const broker = z.coerce.number().int()
const Entry = z.object({
  partition: broker,
  leader: z.preprocess(value => (value === null || value === 'none' ? -1 : value), broker),
  replicas: z.array(broker),
  isr: z.array(broker),
})

/** The partitions that the output describes, by number; the last word on a partition counts. */
export function parseDescription(output: string, topic: string): Replication[] {
  const fromText = output.split('\n').flatMap(line => parseLine(line, topic))
  const all = fromText.length > 0 ? fromText : jsonInText(output).flatMap(entriesIn)
  const byPartition = new Map(all.map(entry => [entry.partition, entry]))
  return [...byPartition.values()].sort((a, b) => a.partition - b.partition)
}

/** `Topic: t  Partition: 0  Leader: 1  Replicas: 1,2,3  Isr: 1,2,3`, as kafka-topics prints it. */
function parseLine(line: string, topic: string): Replication[] {
  // Most lines of a long output are something else.
  if (!line.includes('Partition:')) return []
  const field = (name: string): string | undefined =>
    new RegExp(`(?:^|\\s)${name}:[ \\t]*([^\\s:]*)(?=\\s|$)`).exec(line)?.[1]
  const [partition, leader, replicas, isr] = ['Partition', 'Leader', 'Replicas', 'Isr'].map(field)
  if (partition === undefined || leader === undefined || replicas === undefined || isr === undefined)
    return []
  const about = field('Topic')
  if (about !== undefined && about !== topic) return []
  const list = (text: string): number[] => (text === '' ? [] : text.split(',').map(Number))
  const entry = {
    partition: Number(partition),
    leader: leader === 'none' ? -1 : Number(leader),
    replicas: list(replicas),
    isr: list(isr),
  }
  return Object.values(entry).flat().every(Number.isInteger) && partition !== '' && leader !== ''
    ? [entry]
    : []
}

function entriesIn(json: unknown): Replication[] {
  if (Array.isArray(json)) return json.flatMap(entriesIn)
  const entry = Entry.safeParse(json)
  if (entry.success) return [entry.data]
  // The array may be a member of a larger answer.
  return json && typeof json === 'object'
    ? Object.values(json).flatMap(value => (Array.isArray(value) ? entriesIn(value) : []))
    : []
}

/** What differs between what was told and the truth, in a sentence; undefined where nothing does. */
export function differsFrom(told: Replication[], truth: { partitions: Replication[] }): string | undefined {
  if (told.length !== truth.partitions.length)
    return `${told.length} of ${truth.partitions.length} partitions are described.`
  for (const actual of truth.partitions) {
    const entry = told.find(({ partition }) => partition === actual.partition)
    const where = `Partition ${actual.partition}:`
    if (!entry) return `${where} not described.`
    if (entry.leader !== actual.leader) return `${where} the leader is not ${entry.leader}.`
    if (entry.replicas.join() !== actual.replicas.join())
      return `${where} the replicas are not ${entry.replicas.join(',')}.`
    const isr = (ids: number[]): string => [...new Set(ids)].sort().join()
    if (isr(entry.isr) !== isr(actual.isr))
      return `${where} the ISR is not ${entry.isr.join(',') || 'empty'}.`
  }
  return undefined
}
