// Holds what an orchestrator has sent against what it owes.
import { type Finding, parseObject, pick, type StoredRecord, sameJson } from '#harness/exercise/words.ts'
import { OUTPUTS, type Output, type Owed } from './owed.ts'

export type Sent = ReadonlyMap<Output, readonly StoredRecord[]>

/**
 * The worst that is wrong, or undefined where every command and every outcome that is owed is there, once, and nothing else.
 * Only what is missing may still come; all else can be put right by nothing.
 *
 * @param spoilt orders that an earlier check has found wrong: one mistake fails one check
 */
export function findingOf(
  sent: Sent,
  owed: readonly Owed[],
  spoilt: ReadonlySet<string> = new Set(),
): Finding | undefined {
  const findings = OUTPUTS.map(topic =>
    topicFinding(
      topic,
      (sent.get(topic) ?? []).filter(({ key }) => !spoilt.has(key?.toString() ?? '')),
      owed.filter(each => each.topic === topic && !spoilt.has(each.order)),
    ),
  ).filter(finding => finding !== undefined)
  return findings.find(({ final }) => final) ?? findings[0]
}

function topicFinding(
  topic: Output,
  records: readonly StoredRecord[],
  owed: readonly Owed[],
): Finding | undefined {
  const open = new Map(owed.map(each => [each.order, each]))
  const seen = new Set<string>()
  const notOwed: string[] = []
  const wrong: string[] = []
  const twice: string[] = []
  for (const record of records) {
    const order = record.key?.toString()
    const due = order === undefined ? undefined : open.get(order)
    if (order === undefined || !due) notOwed.push(shown(record))
    else if (!says(record, due)) wrong.push(`${shown(record)} instead of ${due.json}`)
    else if (seen.has(order)) twice.push(shown(record))
    if (order !== undefined) seen.add(order)
  }
  const missing = owed.filter(({ order }) => !seen.has(order))
  const final = true
  if (wrong.length > 0)
    return {
      message: `${wrong.length} record(s) of ${topic} do not say what they should`,
      expected: 'one object, with the order as key and the members that the task names',
      actual: some(wrong),
      final,
      hint: 'An amount is a number, and exactly the one of the order; look at how it is read, kept and written.',
    }
  if (notOwed.length > 0)
    return {
      message: `${notOwed.length} record(s) of ${topic} answer nothing that has happened`,
      expected: `${owed.length} record(s) in ${topic}, each after all that must come before it`,
      actual: some(notOwed),
      final,
      hint: 'Each command and each outcome has one event that it answers, and an order whose turn that is. The key is the bare order id.',
    }
  if (twice.length > 0)
    return {
      message: `${twice.length} record(s) of ${topic} are there again`,
      expected: 'every command and every outcome once',
      actual: some(twice),
      final,
      hint: 'What has been sent for an order has to be known when one of its events comes again.',
    }
  if (missing.length > 0)
    return {
      message: `${missing.length} record(s) of ${topic} are missing`,
      expected: `${owed.length} record(s) in ${topic}`,
      actual: `nothing for ${some(missing.map(({ json }) => json))}`,
      hint: 'Which event makes it due, and has all come by then that must come before?',
    }
  return undefined
}

/** Does it say that, whatever else it says? */
function says(record: StoredRecord, { json }: Owed): boolean {
  const told = parseObject(record.value)
  const right = parseObject(Buffer.from(json))
  if (!told || !right) return false
  return sameJson(pick(told, Object.keys(JSON.parse(json) as object)), right)
}

const some = (all: readonly string[]): string =>
  `${all.slice(0, 4).join('; ')}${all.length > 4 ? `; and ${all.length - 4} more` : ''}`

function shown({ key, value, partition, offset }: StoredRecord): string {
  const text = (bytes: Buffer | null): string => (bytes === null ? 'nothing' : bytes.toString().slice(0, 120))
  return `${text(key)}: ${text(value)} (partition ${partition}, offset ${offset})`
}
