// What the control server tells the docker stand-in about the lab: the one thing that both ends must agree on.
import { z } from 'zod'
import { COMPONENT_STATES } from '#harness/lab/component-state.ts'

const State = z.enum(COMPONENT_STATES)

export const LabState = z.object({
  brokers: z.array(z.object({ id: z.number(), address: z.string(), state: State })),
  workers: z.array(z.object({ url: z.string(), state: State })),
  registryUrl: z.string(),
  connectUrl: z.string(),
})
export type LabState = z.infer<typeof LabState>

/** Answered to a request that could not be met. */
export const Refused = z.object({ message: z.string() })

export const BROKER_ACTIONS = ['stop', 'start', 'kill', 'restart'] as const
export type BrokerAction = (typeof BROKER_ACTIONS)[number]

/** What an action found: a broker that is up needs no start, and the stand-in's words depend on it. */
export const Outcome = z.object({ changed: z.boolean() })
export type Outcome = z.infer<typeof Outcome>

export function isUp(state: z.infer<typeof State>): boolean {
  return state === 'running' || state === 'starting' || state === 'stopping'
}
