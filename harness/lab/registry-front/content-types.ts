// Confluent's media types: which bodies are read, and what an answer calls itself.
import { notAcceptable, unsupportedMediaType } from './registry-error.ts'

const PREFERRED = 'application/vnd.schemaregistry.v1+json'
const ANSWERED = [PREFERRED, 'application/vnd.schemaregistry+json', 'application/json']
const READ = new Set([...ANSWERED, 'application/octet-stream'])

const bare = (type: string): string => (type.split(';')[0] ?? '').trim().toLowerCase()

export function refuseUnreadable(contentType: string | undefined): void {
  if (contentType !== undefined && !READ.has(bare(contentType))) throw unsupportedMediaType()
}

/** The type of the answer; an error is always answered, whatever the client accepts. */
export function answerType(accept: string | undefined): string {
  if (accept === undefined || accept.trim() === '') return PREFERRED
  const ranges = accept
    .split(',')
    .map(range => ({ type: bare(range), quality: quality(range) }))
    .filter(range => range.quality > 0)
    .sort((a, b) => b.quality - a.quality)
  for (const { type } of ranges) {
    if (type === '*/*' || type === 'application/*') return PREFERRED
    if (ANSWERED.includes(type)) return type
  }
  throw notAcceptable()
}

function quality(range: string): number {
  const given = /;\s*q=([\d.]+)/i.exec(range)?.[1]
  return given === undefined ? 1 : Number(given)
}

export const DEFAULT_ANSWER_TYPE = PREFERRED
