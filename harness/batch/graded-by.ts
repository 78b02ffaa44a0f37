// What stands in a result about what has made it.
import { VERSION } from '#harness/host/project.ts'
import type { GradeResult } from '#harness/results/result.ts'
import { KAFKA_VERSION, type Runtime } from '#harness/runtime/runtime.ts'
import type { Isolation } from '#harness/sandbox/view.ts'

export const gradedBy = ({ jdk }: Runtime, isolation: Isolation): GradeResult['grader'] => ({
  version: VERSION,
  engine: 'embedded',
  kafka: KAFKA_VERSION,
  java: jdk.version,
  node: process.versions.node,
  isolation,
})
