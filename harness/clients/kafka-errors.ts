// What a client's error says: the cluster's state of the moment, or something that waiting does not cure.

/** By the client's own codes; its time-outs are among the network's. */
const OF_THE_MOMENT = new Set(['PLT_KFK_NETWORK', 'PLT_KFK_PROTOCOL', 'PLT_KFK_RESPONSE', 'PLT_KFK_TIMEOUT'])

/**
 * Whether it is the network or a broker that says no: it is away, or no longer the leader, or knows no such topic. An answer that came
 * and could not be read is something else, and so is a mistake of ours.
 */
export function isOfTheMoment(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  // Sockets' own errors.
  if ('syscall' in error) return true
  if (!('code' in error)) return false
  if (OF_THE_MOMENT.has(String(error.code))) return true
  return error instanceof AggregateError && error.errors.length > 0 && error.errors.every(isOfTheMoment)
}
