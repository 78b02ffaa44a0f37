// What the registry holds, read afresh for every request: every subject, version and id, also the soft-deleted ones.
import { z } from 'zod'
import { schemaNotFound } from './registry-error.ts'
import { isSchemaType, type SchemaType } from './schema-text.ts'
import { CONFLUENT_API, OWN_API, parseAnswer, refusal, type Upstream } from './upstream.ts'

export interface Version {
  subject: string
  version: number
  id: number
  type: SchemaType
  deleted: boolean
}

const PAGE = 500

const page = z.object({
  count: z.int(),
  versions: z.array(
    z.object({
      groupId: z.string().optional(),
      artifactId: z.string(),
      artifactType: z.string(),
      version: z.string(),
      globalId: z.int(),
      contentId: z.int(),
      state: z.enum(['ENABLED', 'DISABLED', 'DEPRECATED', 'DRAFT', 'SUNSET']),
    }),
  ),
})
type Row = z.infer<typeof page>['versions'][number]

const reference = z.object({ name: z.string(), subject: z.string(), version: z.int() })
const content = z.object({
  schema: z.string(),
  schemaType: z.string().optional(),
  references: z.array(reference).nullish(),
})

export type Reference = z.infer<typeof reference>
export interface Content {
  schema: string
  references: Reference[]
}

export class Catalogue {
  readonly #upstream: Upstream
  /** An id's schema never changes. */
  readonly #contents = new Map<number, Content>()

  constructor(upstream: Upstream) {
    this.#upstream = upstream
  }

  /** Every version of every subject, by subject and then by version. */
  async versions(): Promise<Version[]> {
    const rows: Row[] = []
    for (;;) {
      const query = `groupId=default&orderby=globalId&order=asc&limit=${PAGE}&offset=${rows.length}`
      const next = await this.#upstream.read(page, 'GET', `${OWN_API}/search/versions?${query}`)
      rows.push(...next.versions)
      if (next.versions.length < PAGE) break
    }
    const versions = numbered(rows)
    return versions.sort((a, b) =>
      a.subject < b.subject ? -1 : a.subject > b.subject ? 1 : a.version - b.version,
    )
  }

  async versionsOf(subject: string): Promise<Version[]> {
    return (await this.versions()).filter(version => version.subject === subject)
  }

  async content(id: number): Promise<Content> {
    const known = this.#contents.get(id)
    if (known !== undefined) return known
    const path = `${CONFLUENT_API}/schemas/ids/${id}`
    const answer = await this.#upstream.send('GET', path)
    if (answer.status === 404) throw schemaNotFound(id)
    if (answer.status !== 200) throw refusal('GET', path, answer)
    const { schema, references } = parseAnswer(content, answer.text, `GET ${path}`)
    const read = { schema, references: references ?? [] }
    this.#contents.set(id, read)
    return read
  }

  forget(): void {
    this.#contents.clear()
  }
}

/** The registry's own API lets a client name versions freely ("1.0.5"); Confluent counts them. */
function numbered(rows: Row[]): Version[] {
  const last = new Map<string, number>()
  const versions: Version[] = []
  for (const row of rows) {
    const { artifactId: subject, artifactType: type, contentId: id } = row
    if (!isSchemaType(type) || row.state === 'DRAFT') continue
    const version = /^[1-9]\d{0,8}$/.test(row.version) ? Number(row.version) : (last.get(subject) ?? 0) + 1
    last.set(subject, version)
    versions.push({ subject, version, id, type, deleted: row.state === 'DISABLED' })
  }
  return versions
}
