// Each call to the Schema Registry with its answer, and what changed from one version of a schema to the next, with why that is compatible
// or not for a reader with the new schema (BACKWARD, the registry's default).
import { z } from 'zod'
import { escapeHtml } from '#harness/results/html-escape.ts'
import type { EntryOf, Timeline } from '#harness/results/timeline.ts'
import { of } from './facts.ts'
import { type Picture, seconds } from './picture.ts'

type Call = EntryOf<'call'>

const Field = z.object({ name: z.string(), type: z.unknown(), default: z.unknown().optional() })
const RecordSchema = z.object({ name: z.string(), fields: z.array(Field) })
type RecordSchema = z.infer<typeof RecordSchema>
const MOST_CHANGES = 3

export function registryCalls(timeline: Timeline): Picture[] {
  const calls = of(timeline, 'call')
  const own = calls.filter(({ by }) => by === 'program')
  if (own.length === 0) return []
  const refused = own.filter(({ status }) => status >= 400)
  const list: Picture = {
    title: 'Calls to the Schema Registry',
    sentence: `The programs asked the registry ${own.length} times; ${
      refused.length === 0
        ? 'it refused none'
        : `it refused ${refused.length}: ${refused
            .slice(0, 3)
            .map(({ method, path, status }) => `${method} ${path} with ${status}`)
            .join(', ')}`
    }.`,
    table: {
      head: ['At', 'Who', 'Request', 'Answer'],
      rows: calls
        .filter(({ by, method }) => by === 'program' || method !== 'GET')
        .map(({ at, by, method, path, status, answered = '' }) => [
          seconds(at),
          by,
          `<code>${escapeHtml(`${method} ${path}`)}</code>`,
          `<b class="${status < 400 ? 'passed' : 'failed'}">${status}</b> <code>${escapeHtml(shortened(answered))}</code>`,
        ]),
    },
  }
  return [list, ...changes(calls)]
}

const shortened = (text: string): string => (text.length > 160 ? `${text.slice(0, 160)}…` : text)

/** From the schema that was registered before in the same subject to the one that is sent. */
function changes(calls: readonly Call[]): Picture[] {
  const latest = new Map<string, RecordSchema>()
  const seen = new Set<string>()
  const pictures: { asked: boolean; picture: Picture }[] = []
  for (const call of calls) {
    const path = /^\/(compatibility\/)?subjects\/([^/?]+)\/versions/.exec(call.path)
    if (call.method !== 'POST' || !path) continue
    const [, asks, subject = ''] = path
    const schema = schemaIn(call.sent)
    if (!schema) continue
    const before = latest.get(subject)
    const name = `${subject} ${JSON.stringify(before)} ${JSON.stringify(schema)}`
    if (before && !seen.has(name) && JSON.stringify(before) !== JSON.stringify(schema)) {
      seen.add(name)
      const asked = asks !== undefined
      pictures.push({ asked, picture: change(call, subject, before, schema, asked) })
    }
    if (!asks && call.status < 300) latest.set(subject, schema)
  }
  // What was registered, or refused, comes before what was only asked about.
  return pictures
    .toSorted((a, b) => Number(a.asked) - Number(b.asked))
    .slice(0, MOST_CHANGES)
    .map(({ picture }) => picture)
}

function schemaIn(body = ''): RecordSchema | undefined {
  try {
    const { schema } = z.object({ schema: z.string() }).parse(JSON.parse(body))
    return RecordSchema.safeParse(JSON.parse(schema)).data
  } catch {
    return undefined
  }
}

function change(
  call: Call,
  subject: string,
  before: RecordSchema,
  after: RecordSchema,
  asked: boolean,
): Picture {
  const rows: string[][] = []
  const why: string[] = []
  const names = [...new Set([...before.fields, ...after.fields].map(({ name }) => name))]
  for (const name of names) {
    const [old, now] = [before, after].map(({ fields }) => fields.find(field => field.name === name))
    const row = (kind: string, mark: string): void =>
      void rows.push([`<code>${escapeHtml(name)}</code>`, kind, mark])
    if (!old && now) {
      row('came', `<ins>${shown(now)}</ins>`)
      why.push(
        'default' in now
          ? `${name} has a default for records without it`
          : `${name} has no default, and old records do not have it`,
      )
    } else if (old && !now) {
      row('went', `<del>${shown(old)}</del>`)
      why.push(`${name} is no longer read`)
    } else if (old && now && shown(old) !== shown(now)) {
      row('changed', `<del>${shown(old)}</del> <ins>${shown(now)}</ins>`)
      if (JSON.stringify(old.type) !== JSON.stringify(now.type))
        why.push(`the type of ${name} is another one`)
    } else if (now) row('stayed', shown(now))
  }
  if (before.name !== after.name) why.push(`the record is called ${after.name} instead of ${before.name}`)
  const compatible = asked ? /"is_compatible"\s*:\s*true/.test(call.answered ?? '') : call.status < 300
  return {
    title: `A change of ${subject}, ${asked ? 'asked about' : 'sent to be registered'} at ${seconds(call.at)}`,
    sentence: `The registry ${asked ? (compatible ? 'called it compatible' : 'called it incompatible') : compatible ? 'took it' : `refused it with ${call.status}`}${why.length > 0 ? `: ${why.join('; ')}` : ''}.`,
    table: { head: ['Field', 'It', 'As'], rows },
  }
}

const shown = ({ type, ...rest }: z.infer<typeof Field>): string =>
  `<code>${escapeHtml(JSON.stringify(type))}${'default' in rest ? escapeHtml(` = ${JSON.stringify(rest.default)}`) : ''}</code>`
