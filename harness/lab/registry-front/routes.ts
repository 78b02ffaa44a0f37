// Confluent's paths, and who answers them.
import { checkSubject, checkVersion } from './compatibility-handlers.ts'
import {
  deleteGlobalLevel,
  deleteSubjectLevel,
  getGlobalLevel,
  getSubjectLevel,
  putGlobalLevel,
  putSubjectLevel,
} from './config-handlers.ts'
import {
  deleteSubjectMode,
  getGlobalMode,
  getSubjectMode,
  putGlobalMode,
  putSubjectMode,
} from './mode-handlers.ts'
import { register } from './registration.ts'
import type { Answer, Call } from './registry.ts'
import { badRequest, methodNotAllowed, notFound } from './registry-error.ts'
import {
  getContexts,
  getSchemaById,
  getSchemas,
  getSchemaTextById,
  getSchemaTypes,
  getSubjectsOfId,
  getVersionsOfId,
} from './schema-handlers.ts'
import { deleteSubject, getSubjects, lookUpSchema } from './subject-handlers.ts'
import { deleteVersion, getReferrers, getVersion, getVersions, getVersionText } from './version-handlers.ts'

type Handler = (call: Call) => Promise<Answer>
type Handlers = Partial<Record<'GET' | 'POST' | 'PUT' | 'DELETE', Handler>>

const ROUTES: Record<string, Handlers> = {
  '/': { GET: async () => ({ json: {} }) },
  '/subjects': { GET: getSubjects },
  '/subjects/{subject}': { POST: lookUpSchema, DELETE: deleteSubject },
  '/subjects/{subject}/versions': { GET: getVersions, POST: register },
  '/subjects/{subject}/versions/{version}': { GET: getVersion, DELETE: deleteVersion },
  '/subjects/{subject}/versions/{version}/schema': { GET: getVersionText },
  '/subjects/{subject}/versions/{version}/referencedby': { GET: getReferrers },
  '/compatibility/subjects/{subject}/versions': { POST: checkSubject },
  '/compatibility/subjects/{subject}/versions/{version}': { POST: checkVersion },
  '/config': { GET: getGlobalLevel, PUT: putGlobalLevel, DELETE: deleteGlobalLevel },
  '/config/{subject}': { GET: getSubjectLevel, PUT: putSubjectLevel, DELETE: deleteSubjectLevel },
  '/mode': { GET: getGlobalMode, PUT: putGlobalMode },
  '/mode/{subject}': { GET: getSubjectMode, PUT: putSubjectMode, DELETE: deleteSubjectMode },
  '/schemas': { GET: getSchemas },
  '/schemas/types': { GET: getSchemaTypes },
  '/schemas/ids/{id}': { GET: getSchemaById },
  '/schemas/ids/{id}/schema': { GET: getSchemaTextById },
  '/schemas/ids/{id}/subjects': { GET: getSubjectsOfId },
  '/schemas/ids/{id}/versions': { GET: getVersionsOfId },
  '/contexts': { GET: getContexts },
}

const PATTERNS = Object.entries(ROUTES).map(([path, handlers]) => ({ names: split(path), handlers }))

function split(path: string): string[] {
  return path.split('/').filter(name => name !== '')
}

export interface Route {
  part: (name: string) => string
  handlers: Handlers
}

export function findRoute(path: string): Route {
  const given = split(path).map(decode)
  for (const { names, handlers } of PATTERNS) {
    if (names.length !== given.length) continue
    if (!names.every((name, index) => name.startsWith('{') || name === given[index])) continue
    const part = (name: string): string => given[names.indexOf(`{${name}}`)] ?? ''
    return { part, handlers }
  }
  throw notFound()
}

export const allowedMethods = ({ handlers }: Route): string =>
  [...Object.keys(handlers), ...(handlers.GET === undefined ? [] : ['HEAD']), 'OPTIONS'].join(',')

export function handlerFor({ handlers }: Route, method: string): Handler {
  const handler = Object.entries(handlers).find(
    ([name]) => name === (method === 'HEAD' ? 'GET' : method),
  )?.[1]
  if (handler === undefined) throw methodNotAllowed()
  return handler
}

function decode(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    throw badRequest(`The path has a broken escape: ${name}`)
  }
}
