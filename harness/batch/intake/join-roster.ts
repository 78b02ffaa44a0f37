// Who handed what in: the roster's people and what came in are matched by id, login, e-mail address or name.
import type { Entrant, Missing } from './entrant.ts'
import { nameKey, nameLetters, type RosterEntry } from './roster.ts'

type Person = Pick<Entrant, 'name' | 'origin'> & Partial<Pick<Entrant, 'id' | 'email' | 'late'>>

export interface Joined<P extends Person> {
  /** In the order given, with what the roster knows. */
  people: (P & { onRoster: boolean })[]
  missing: Missing[]
}

export function joinRoster<P extends Person>(
  people: readonly P[],
  roster: readonly RosterEntry[],
): Joined<P> {
  const byKey = new Map<string, RosterEntry | 'several'>()
  for (const entry of roster) {
    // A key that two people share says nothing of either.
    for (const key of entry.keys) byKey.set(key, byKey.has(key) ? 'several' : entry)
  }
  const seen = new Set<RosterEntry>()
  const joined = people.map(person => {
    const entry = entryFor(person, byKey)
    if (entry === undefined) return { ...person, onRoster: false }
    seen.add(entry)
    const late = person.late ?? entry.late
    // A platform takes marks back by its own number only.
    const keepsId = person.origin === 'moodle' || person.origin === 'canvas'
    const id = keepsId ? (person.id ?? entry.id) : (entry.id ?? person.id)
    return {
      ...person,
      name: entry.name || person.name,
      ...(id === undefined ? {} : { id }),
      ...((person.email ?? entry.email) ? { email: person.email ?? entry.email } : {}),
      ...(late === undefined ? {} : { late }),
      onRoster: true,
    }
  })
  const missing = roster
    .filter(entry => !seen.has(entry))
    .map(({ name, id, email }) => ({ name, ...(id ? { id } : {}), ...(email ? { email } : {}) }))
  return { people: joined, missing }
}

function entryFor(
  person: Person,
  byKey: ReadonlyMap<string, RosterEntry | 'several'>,
): RosterEntry | undefined {
  for (const key of keysOf(person)) {
    const found = byKey.get(key)
    if (found !== undefined && found !== 'several') return found
  }
  return undefined
}

function keysOf({ name, id, email }: Person): string[] {
  const ids = [id, email, name].flatMap(text => (text ? [`id:${text.toLowerCase()}`] : []))
  return [...ids, `name:${nameKey(name)}`, `letters:${nameLetters(name)}`]
}
