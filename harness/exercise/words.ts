// The whole vocabulary of a suite, in one place.

export type { StoredRecord, TopicReader } from '#harness/clients/topic-reader.ts'
export { sameSchema } from './avro-schema.ts'
export { CheckFailed, fail, partOf } from './check-failed.ts'
export { eventually } from './eventually.ts'
export { type Exercise, exercise, type Tools } from './exercise.ts'
export { ingestionProblem, lineOf } from './ingestion.ts'
export { jsonInText } from './json-in-text.ts'
export { nowAndThen } from './now-and-then.ts'
export { exitedCleanly, type Finished, printed, type RunningStep, stillRunning } from './program.ts'
export { Random } from './random.ts'
export { describeTopic, existing, laidOut } from './topic-checks.ts'
