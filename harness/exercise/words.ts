// The whole vocabulary of a suite, in one place.

export type { StoredRecord, TopicReader } from '#harness/clients/topic-reader.ts'
export { PatienceClock, patient } from '#harness/host/patience.ts'
export { give, wholeAnswer } from './answer.ts'
export { appendLines } from './append-lines.ts'
export { sameSchema } from './avro-schema.ts'
export { CheckFailed, type Finding, fail, partOf } from './check-failed.ts'
export { hasCommittedAll } from './committed.ts'
export { eventually } from './eventually.ts'
export { type Exercise, exercise, type Tools } from './exercise.ts'
export type { FeedOptions, Message } from './feed.ts'
export { ingestionProblem, lineOf, smallBatchHint } from './ingestion.ts'
export { jsonInText } from './json-in-text.ts'
export {
  type Decimal,
  isDecimal,
  isObject,
  type JsonObject,
  type JsonValue,
  jsonText,
  parseJson,
  parseObject,
  pick,
  sameJson,
} from './json-value.ts'
export { Lasting, Unchanged } from './lasting.ts'
export { amountJson, centsOf, money, parseMoney } from './money.ts'
export { nowAndThen } from './now-and-then.ts'
export { canBeWrittenTo, registerOwn } from './own-schema.ts'
export { partitionOf } from './partition-of.ts'
export { exitedCleanly, type Finished, printed, type RunningStep, stillRunning } from './program.ts'
export { Random } from './random.ts'
export { rowDifferences, someLines, wrongKeys } from './row-differences.ts'
export { eachRecord, keyText, latestRows } from './rows.ts'
export { shownBytes } from './shown-bytes.ts'
export { describeTopic, existing, laidOut } from './topic-checks.ts'
export { wholeNumber } from './whole-number.ts'
export { isoTime, windowStarts } from './windows.ts'
export { writtenJson } from './written-json.ts'
