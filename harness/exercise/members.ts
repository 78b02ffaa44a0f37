// Whose are the members of a consumer group? The protocol does not say which process a member is, so it is told by difference: what
// was there before a program started is not its own.

/** Group id -> ids of its members. */
export type Members = ReadonlyMap<string, ReadonlySet<string>>

export interface Instance {
  /** The program's name: programs of one name are instances of one application, and share its groups. */
  name: string
  /** The members that there were just before it started; undefined where nobody could be asked. */
  before: Members | undefined
}

/**
 * The members that are certainly those of `ended`: where it cannot be told, a member stays and leaves by its session time-out.
 *
 * @param now the members that there are
 * @param others the programs that run on: `older` ones were started before it
 */
export function ownMembers(
  now: Members,
  ended: Instance,
  others: { older: readonly Instance[]; younger: readonly Instance[] },
): Map<string, string[]> {
  const own = new Map<string, string[]>()
  const { name, before } = ended
  const { older, younger } = others
  if (!before) return own
  for (const [group, members] of now) {
    const there = before.get(group) ?? new Set()
    // An older instance that had not joined yet may be any of those that came since.
    const hidden = older.filter(other => other.name === name).some(other => !joined(other, there, group))
    if (hidden) continue
    const shared = younger.filter(other => other.name === name)
    const its = [...members].filter(
      member => !there.has(member) && shared.every(other => other.before?.get(group)?.has(member) ?? false),
    )
    if (its.length > 0) own.set(group, its)
  }
  return own
}

/** Has it brought a member of its own into the group? */
const joined = ({ before }: Instance, there: ReadonlySet<string>, group: string): boolean =>
  before !== undefined && [...there].some(member => !(before.get(group)?.has(member) ?? false))
