// Storing a schema through the registry's own API. Its Confluent API guesses the type from the text, and takes a schema
// with another `doc` for the same one.
import { z } from 'zod'
import type { Version } from './catalogue.ts'
import type { Registry } from './registry.ts'
import { incompatibleSchema, invalidSchema } from './registry-error.ts'
import type { SchemaRequest } from './schema-request.ts'
import { NoAnswer, OWN_API, parseAnswer, refusal, type UpstreamAnswer } from './upstream.ts'

const createdShape = z.object({ version: z.object({ contentId: z.int() }) })
const violationShape = z.object({
  name: z.literal('RuleViolationException'),
  title: z.string(),
  causes: z.array(z.object({ description: z.string(), context: z.string().nullish() })).nullish(),
})

const CREATE = `${OWN_API}/groups/default/artifacts?ifExists=CREATE_VERSION`

/** A subject that nobody has, to rehearse a registration in which no earlier version can get in the way. */
const NOBODYS = ':validity:'

/**
 * Registers the schema as the subject's next version, whatever is there already; the answer is its id.
 *
 * @param before the subject's versions until now, soft-deleted ones included; nobody else changes them meanwhile
 */
export async function store(
  registry: Registry,
  subject: string,
  request: SchemaRequest,
  before: readonly Version[],
): Promise<number> {
  const answer = await createOnce(registry, subject, request, before)
  if (typeof answer === 'number') return answer
  if (answer.status === 200) return parseAnswer(createdShape, answer.text, 'a registration').version.contentId
  const violation = ruleViolation(answer)
  if (violation?.rule === 'compatibility') {
    throw incompatibleSchema(
      `Schema being registered is incompatible with an earlier schema for subject "${subject}", details: [${violation.details.join(', ')}]`,
    )
  }
  throw invalid(answer)
}

/** Refuses what is no schema. */
export async function validate(registry: Registry, request: SchemaRequest): Promise<void> {
  const answer = await rehearse(registry, NOBODYS, request)
  if (answer.status !== 200) throw invalid(answer)
}

/** Why the registry would refuse the schema as the subject's next version. */
export async function objections(
  registry: Registry,
  subject: string,
  request: SchemaRequest,
): Promise<string[]> {
  const answer = await rehearse(registry, subject, request)
  return ruleViolation(answer)?.details ?? []
}

/** A registration without an answer is sent again only where it has not been carried out; else its id is the answer. */
async function createOnce(
  registry: Registry,
  subject: string,
  request: SchemaRequest,
  before: readonly Version[],
): Promise<UpstreamAnswer | number> {
  const { upstream, catalogue } = registry
  const body = creation(subject, request)
  try {
    return await upstream.once('POST', CREATE, body)
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw upstream.failed('POST', CREATE, error)
    const made = (await catalogue.versionsOf(subject)).at(before.length)
    return made?.id ?? upstream.send('POST', CREATE, body)
  }
}

function rehearse(registry: Registry, subject: string, request: SchemaRequest): Promise<UpstreamAnswer> {
  return registry.upstream.send('POST', `${CREATE}&dryRun=true`, creation(subject, request))
}

function creation(subject: string, request: SchemaRequest): object {
  const references = request.references.map(reference => ({
    groupId: 'default',
    artifactId: reference.subject,
    version: String(reference.version),
    name: reference.name,
  }))
  const contentType = request.type === 'PROTOBUF' ? 'application/x-protobuf' : 'application/json'
  return {
    artifactId: subject,
    artifactType: request.type,
    firstVersion: { content: { content: request.schema, contentType, references } },
  }
}

function invalid(answer: UpstreamAnswer): Error {
  const violation = ruleViolation(answer)
  if (violation !== undefined) return invalidSchema(`Invalid schema: ${violation.details.join(', ')}`)
  const error = refusal('POST', 'a registration', answer)
  return error.status < 500 ? invalidSchema(`Invalid schema: ${error.message}`) : error
}

function ruleViolation({ text }: UpstreamAnswer) {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return undefined
  }
  const parsed = violationShape.safeParse(json)
  if (!parsed.success) return undefined
  const { title, causes } = parsed.data
  // Only the wording tells which of its rules was broken.
  const rule = title.startsWith('Incompatible') ? ('compatibility' as const) : ('validity' as const)
  const details = (causes ?? []).map(({ description, context }) => `${description} at ${context ?? '/'}`)
  return { rule, details: details.length === 0 ? [title] : details }
}
