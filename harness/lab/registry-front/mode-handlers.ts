// /mode: whether the registry, or one subject, may be written to.
import { z } from 'zod'
import { type Mode, toMode } from './modes.ts'
import { type Answer, bodyAs, type Call, flag } from './registry.ts'
import { invalidMode, notPermitted, subjectModeUnset, subjectNotFound } from './registry-error.ts'

const updateShape = z.object({ mode: z.string().nullish() })

const modeAnswer = (mode: Mode): Answer => ({ json: { mode } })

/** The mode to set, and Confluent's answer: the request itself. */
function update(body: string): { mode: Mode; answer: Answer } {
  const request = bodyAs(updateShape, body)
  const mode = toMode(request?.mode ?? undefined)
  if (mode === undefined) throw invalidMode()
  return { mode, answer: { json: { mode: request?.mode } } }
}

/** Import mode is for an empty registry, or for one who insists. */
async function refuseImportOver({ registry, query }: Call, mode: Mode, subject?: string): Promise<void> {
  if (mode !== 'IMPORT' || flag(query, 'force')) return
  const versions =
    subject === undefined ? await registry.catalogue.versions() : await registry.catalogue.versionsOf(subject)
  if (versions.some(({ deleted }) => !deleted)) {
    throw notPermitted('Cannot import since found existing subjects')
  }
}

export const getGlobalMode = async ({ registry }: Call): Promise<Answer> => modeAnswer(registry.modes.global)

export async function putGlobalMode(call: Call): Promise<Answer> {
  const { mode, answer } = update(call.body)
  await refuseImportOver(call, mode)
  call.registry.modes.global = mode
  return answer
}

export async function getSubjectMode({ registry, part, query }: Call): Promise<Answer> {
  const subject = part('subject')
  const mode = flag(query, 'defaultToGlobal') ? registry.modes.inForce(subject) : registry.modes.of(subject)
  if (mode === undefined) throw subjectModeUnset(subject)
  return modeAnswer(mode)
}

export async function putSubjectMode(call: Call): Promise<Answer> {
  const subject = call.part('subject')
  const { mode, answer } = update(call.body)
  await refuseImportOver(call, mode, subject)
  call.registry.modes.set(subject, mode)
  return answer
}

export async function deleteSubjectMode({ registry, part }: Call): Promise<Answer> {
  const subject = part('subject')
  const mode = registry.modes.of(subject)
  if (mode === undefined) throw subjectNotFound(subject)
  registry.modes.unset(subject)
  return modeAnswer(mode)
}
