// The roster: a CSV file, as whatever platform or spreadsheet writes it, that says who is in the class.
import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { UserError } from '#harness/host/user-error.ts'

export interface RosterEntry {
  name: string
  id?: string
  email?: string
  late?: string
  /** Everything that a hand-in may call this person by. */
  keys: ReadonlySet<string>
}

/** By what it means: how the column may be called, without case, blanks and underscores. */
const COLUMNS = {
  name: ['name', 'fullname', 'student', 'studentname', 'displayname'],
  first: ['firstname', 'givenname', 'vorname'],
  last: ['lastname', 'surname', 'familyname', 'nachname'],
  id: ['id', 'studentid', 'sid', 'idnumber', 'identifier', 'matriculationnumber', 'matrikelnummer'],
  login: ['login', 'username', 'githubusername', 'sisloginid', 'loginid', 'sisuserid'],
  email: ['email', 'emailaddress', 'mail'],
  late: ['late', 'lateness', 'verspätet'],
} as const

const plainHeader = (header: string): string => header.toLowerCase().replaceAll(/[\s_-]/g, '')

/** The same for `Ada  Lovelace`, `lovelace, ada` and `LovelaceAda`: the letters of the words, whatever their order. */
export const nameKey = (name: string): string =>
  name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .sort()
    .join(' ')

/** As Canvas writes a person into a file's name: last name first, letters only. */
const joined = (...parts: string[]): string => nameLetters(parts.join(''))
export const nameLetters = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')

export async function readRoster(file: string): Promise<RosterEntry[]> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    throw new UserError(
      `The roster ${file} cannot be read: ${error instanceof Error ? error.message : error}`,
    )
  }
  return parseRoster(text, file)
}

/** @throws UserError where no column names people */
export function parseRoster(text: string, file: string): RosterEntry[] {
  let rows: Record<string, string>[]
  try {
    rows = z.array(z.record(z.string(), z.string())).parse(
      parse(text, {
        bom: true,
        columns: (headers: string[]) => headers.map(plainHeader),
        delimiter: delimiterOf(text),
        relax_column_count: true,
        skip_empty_lines: true,
        trim: true,
      }),
    )
  } catch (error) {
    throw new UserError(`The roster ${file} is no CSV: ${error instanceof Error ? error.message : error}`)
  }
  const entries = rows.map(entryOf).filter(entry => entry.keys.size > 0)
  if (rows.length > 0 && entries.length === 0)
    throw new UserError(
      `The roster ${file} has no column that names people: it needs one called name, id, email or username (or first name and last name).`,
    )
  return entries
}

/** What stands most often in the line of headers. */
function delimiterOf(text: string): string {
  const [headers = ''] = text.split('\n', 1)
  const [most = ','] = [',', ';', '\t'].toSorted((a, b) => headers.split(b).length - headers.split(a).length)
  return most
}

function entryOf(row: Record<string, string>): RosterEntry {
  const cell = (kind: keyof typeof COLUMNS): string | undefined =>
    COLUMNS[kind].map(column => row[column]).find(text => text !== undefined && text !== '')
  const [first, last, email, id, login] = [
    cell('first'),
    cell('last'),
    cell('email'),
    cell('id'),
    cell('login'),
  ]
  const known = id ?? login
  const name = cell('name') ?? [first, last].filter(Boolean).join(' ')
  const late = lateMark(cell('late'))
  const turned = name.split(/\s+/)
  const keys = [
    name && `name:${nameKey(name)}`,
    name && `letters:${joined(turned.at(-1) ?? '', ...turned.slice(0, -1))}`,
    first && last && `letters:${joined(last, first)}`,
    ...[id, login, email, email?.split('@')[0]].map(text => text && `id:${text.toLowerCase()}`),
  ]
  return {
    name: name || login || id || email || '',
    ...(known ? { id: known } : {}),
    ...(email ? { email } : {}),
    ...(late === undefined ? {} : { late }),
    keys: new Set(keys.flatMap(text => text || [])),
  }
}

/** What says no, in a column about being late. */
const NOT_LATE = /^(?:no|n|false|0|nein|on time|-|[0:.]+)$/i
const ONLY_LATE = /^(?:yes|y|true|1|x|ja|late)$/i

function lateMark(text: string | undefined): string | undefined {
  if (text === undefined || NOT_LATE.test(text)) return undefined
  return ONLY_LATE.test(text) ? 'late' : text
}
