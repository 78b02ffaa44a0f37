// /config: compatibility levels, globally and by subject.
import { z } from 'zod'
import { DEFAULT_LEVEL, type Level, toLevel } from './levels.ts'
import { type Answer, bodyAs, type Call, flag } from './registry.ts'
import { invalidLevel, subjectLevelUnset, subjectNotFound } from './registry-error.ts'

const updateShape = z.object({ compatibility: z.string().nullish(), normalize: z.boolean().nullish() })

const levelAnswer = (level: Level): Answer => ({ json: { compatibilityLevel: level } })

/** The level to set, and Confluent's answer: the request itself. */
function update(body: string): { level: Level; answer: Answer } {
  const request = bodyAs(updateShape, body)
  const level = toLevel(request?.compatibility ?? undefined)
  if (level === undefined) throw invalidLevel()
  const normalize = request?.normalize == null ? {} : { normalize: request.normalize }
  return { level, answer: { json: { compatibility: request?.compatibility, ...normalize } } }
}

export const getGlobalLevel = async ({ registry }: Call): Promise<Answer> =>
  levelAnswer(registry.levels.global)

export async function putGlobalLevel({ registry, body }: Call): Promise<Answer> {
  const { level, answer } = update(body)
  registry.modes.refuseReadOnly()
  await registry.changes.take(() => registry.levels.setGlobal(level))
  return answer
}

export async function deleteGlobalLevel({ registry }: Call): Promise<Answer> {
  registry.modes.refuseReadOnly()
  const before = registry.levels.global
  await registry.changes.take(() => registry.levels.setGlobal(DEFAULT_LEVEL))
  return levelAnswer(before)
}

export async function getSubjectLevel({ registry, part, query }: Call): Promise<Answer> {
  const subject = part('subject')
  const level = flag(query, 'defaultToGlobal')
    ? registry.levels.inForce(subject)
    : registry.levels.of(subject)
  if (level === undefined) throw subjectLevelUnset(subject)
  return levelAnswer(level)
}

export async function putSubjectLevel({ registry, part, body }: Call): Promise<Answer> {
  const subject = part('subject')
  const { level, answer } = update(body)
  registry.modes.refuseReadOnly(subject)
  registry.levels.set(subject, level)
  return answer
}

export async function deleteSubjectLevel({ registry, part }: Call): Promise<Answer> {
  const subject = part('subject')
  const level = registry.levels.of(subject)
  if (level === undefined) throw subjectNotFound(subject)
  registry.modes.refuseReadOnly(subject)
  registry.levels.unset(subject)
  return levelAnswer(level)
}
