// What every part of the front works on.
import type { z } from 'zod'
import { Catalogue } from './catalogue.ts'
import { Levels } from './levels.ts'
import { Modes } from './modes.ts'
import { badRequest } from './registry-error.ts'
import { Turns } from './turns.ts'
import { Upstream } from './upstream.ts'

export class Registry {
  readonly upstream: Upstream
  readonly catalogue: Catalogue
  readonly levels: Levels
  readonly modes = new Modes()
  readonly changes = new Turns()

  constructor(url: string) {
    this.upstream = new Upstream(url)
    this.catalogue = new Catalogue(this.upstream)
    this.levels = new Levels(this.upstream)
  }

  /** Confluent forgets a subject's settings when its last version is deleted, be it softly. */
  forgetSettings(subject: string): void {
    this.levels.unset(subject)
    this.modes.unset(subject)
  }
}

/** One request, as the handlers see it. */
export interface Call {
  registry: Registry
  /** The named parts of the path, decoded. */
  part: (name: string) => string
  query: URLSearchParams
  body: string
}

/** JSON to answer with, or a text that is sent as it is. */
export type Answer = { json: unknown } | { text: string }

export const flag = (query: URLSearchParams, name: string): boolean =>
  query.get(name)?.toLowerCase() === 'true'

/** `offset` and `limit` of a list; a limit below 1 means all. */
export function paged<T>(items: T[], query: URLSearchParams): T[] {
  const number = (name: string) => Number.parseInt(query.get(name) ?? '', 10) || 0
  const offset = Math.max(number('offset'), 0)
  const limit = number('limit')
  return items.slice(offset, limit > 0 ? offset + limit : undefined)
}

/** The body as JSON of that shape; undefined where there is none. */
export function bodyAs<T>(shape: z.ZodType<T>, body: string): T | undefined {
  if (body.trim() === '') return undefined
  let json: unknown
  try {
    json = JSON.parse(body)
  } catch (error) {
    throw badRequest(`The body is not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
  if (json === null) return undefined
  const parsed = shape.safeParse(json)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw badRequest(`The body is not as expected: ${issue?.path.join('.') || 'body'}: ${issue?.message}`)
  }
  return parsed.data
}
