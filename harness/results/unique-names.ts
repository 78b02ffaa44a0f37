// CI systems tell tests apart by name alone and quietly merge two of the same name.

/** Keeps the first of each name and marks the others: by their id, or where that is not enough by a number. */
export const uniqueNames = (items: readonly { name: string; id: string }[]): string[] => {
  const taken = new Set<string>()
  return items.map(({ name, id }) => {
    const wanted = name.trim() === '' ? id : name
    let unique = wanted
    if (taken.has(unique)) unique = `${wanted} (${id})`
    for (let n = 2; taken.has(unique); n++) unique = `${wanted} (${id}, ${n})`
    taken.add(unique)
    return unique
  })
}
