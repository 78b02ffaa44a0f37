// Ports for servers of a lab, where its network is not its own.
import getPort from 'get-port'

const FIRST = 20_000
const COUNT = 10_000

/**
 * Ports of the loopback that are free now, below the range that the kernel hands out by itself: so no client sits on one between
 * two starts of its server. Another process may still take one before it is used; who starts the server must be ready for that.
 */
export async function freePorts(count: number): Promise<number[]> {
  const ports: number[] = []
  // One after the other: each port that was handed out is kept from the next question.
  while (ports.length < count) ports.push(await getPort({ port: atRandom(), exclude: ports }))
  return ports
}

/** The whole range, from a place of each process's own. */
function* atRandom(): Generator<number> {
  const begin = Math.floor(Math.random() * COUNT)
  for (let n = 0; n < COUNT; n++) yield FIRST + ((begin + n) % COUNT)
}
