// Understands a broker's request log: one JSON object a produce request (log4j2's filter has left the others out).
import { z } from 'zod'
import type { BrokerId, ProduceRequest } from './lab.ts'

const Line = z.object({
  requestHeader: z.object({ clientId: z.string().nullish() }),
  request: z.object({
    acks: z.number(),
    transactionalId: z.string().nullish(),
    topicData: z.array(z.object({ name: z.string().nullish(), topicId: z.string().nullish() })),
  }),
})

/** @param text the request log as it is at this moment */
export function parseProduceRequests(text: string, broker: BrokerId): ProduceRequest[] {
  // The broker may be in the middle of its last line.
  const lines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n')
  return lines.filter(line => line !== '').map(line => parse(line, broker))
}

/** A line is `TIME Completed request:JSON`; one of another shape is our fault, not the submission's. */
function parse(line: string, broker: BrokerId): ProduceRequest {
  const { requestHeader, request } = Line.parse(JSON.parse(line.slice(line.indexOf('{'))))
  return {
    at: line.slice(0, line.indexOf(' ')),
    broker,
    clientId: requestHeader.clientId ?? '',
    topics: request.topicData.map(({ name, topicId }) => ({
      name: name || undefined,
      id: topicId ? uuid(topicId) : undefined,
    })),
    acks: request.acks,
    transactionalId: request.transactionalId ?? null,
  }
}

/** The log spells a topic's id in base64; everywhere else, the metadata included, it is a UUID. */
function uuid(base64: string): string {
  const hex = Buffer.from(base64, 'base64url').toString('hex')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
