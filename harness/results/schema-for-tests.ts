// docs/result.schema.json as the tests use it: made from the zod schema, and every result.json of a test is held against it.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { z } from 'zod'
import { PROJECT } from '#harness/host/project.ts'
import { GradeResult } from '#harness/results/result.ts'

export const SCHEMA_FILE = path.join(PROJECT, 'docs/result.schema.json')

export const schemaText = (): string =>
  `${JSON.stringify({ title: 'result.json of a grade', ...z.toJSONSchema(GradeResult) }, null, 2)}\n`

const ajv = new Ajv2020({ allErrors: true, strict: true, strictTuples: false })

/** What of this value the published schema does not allow; empty where it is a result. */
export function violations(value: unknown): string[] {
  const validate = ajv.compile(JSON.parse(readFileSync(SCHEMA_FILE, 'utf8')))
  ajv.removeSchema()
  if (validate(value)) return []
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

/** A result.json that a test has got hold of, parsed. @throws Error where the published schema does not allow it */
export function resultAt(folder: string): GradeResult {
  const value: unknown = JSON.parse(readFileSync(path.join(folder, 'result.json'), 'utf8'))
  const wrong = violations(value)
  if (wrong.length > 0)
    throw new Error(
      `${folder}/result.json is not as docs/result.schema.json says: ${wrong.slice(0, 5).join('; ')}`,
    )
  return GradeResult.parse(value)
}
