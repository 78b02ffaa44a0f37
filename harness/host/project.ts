// Where the project is, and which version of it.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

/** The project's root: suites/, solutions/ and submission/ are below it. */
export const PROJECT = path.resolve(import.meta.dirname, '../..')

const manifest: unknown = JSON.parse(readFileSync(path.join(PROJECT, 'harness/package.json'), 'utf8'))

/** The grader's own version. */
export const VERSION = z.object({ version: z.string() }).parse(manifest).version
