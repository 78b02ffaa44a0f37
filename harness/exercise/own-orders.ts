// The lab as a suite gets it: what the suite stops itself is known, so that no program is blamed for it.
import type { Lab } from '#harness/lab/lab.ts'

/** How a component is called where a program's stop of it is told. */
export const brokerName = ({ id }: { id: number }): string => `broker ${id}`
export const workerName = ({ workerId }: { workerId: string }): string => `the Connect worker ${workerId}`

/**
 * The same lab; the names of what is stopped or killed through it are in `stopped` until it has been started again.
 *
 * @param stopped names that are added and taken out
 */
export function notingOrders(lab: Lab, stopped: Set<string>): Lab {
  const brokers = lab.brokers.map(broker => noting(broker, brokerName(broker), stopped))
  return over(lab, {
    brokers: () => brokers,
    connect: () =>
      over(lab.connect, {
        workers: () => lab.connect.workers.map(worker => noting(worker, workerName(worker), stopped)),
      }),
  })
}

function noting<T extends object>(component: T, name: string, stopped: Set<string>): T {
  const down = (order: unknown) => (): unknown => {
    stopped.add(name)
    return (order as () => unknown)()
  }
  return over(component, {
    kill: down,
    stop: down,
    start: order => async (): Promise<unknown> => {
      const result: unknown = await (order as () => Promise<unknown>)()
      stopped.delete(name)
      return result
    },
  })
}

/** The object as it is, but for these members: each is made, when it is read, from what it would have been. */
function over<T extends object>(object: T, members: Record<string, (usual: unknown) => unknown>): T {
  return new Proxy(object, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key, target)
      const usual: unknown = typeof value === 'function' ? value.bind(target) : value
      const member = typeof key === 'string' && Object.hasOwn(members, key) ? members[key] : undefined
      return member ? member(usual) : usual
    },
  })
}
