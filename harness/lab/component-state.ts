// In a file of its own, since the `docker` stand-in reads it where a submission runs, and nothing else of a lab is to be found there.

/**
 * Which life-cycle state a component is in, with one meaning in all engines: `starting` from the moment a start begins until it is
 * of use, `stopping` from the moment a stop or a kill begins until it has ended; `dead` is an end that nobody asked for.
 */
export const COMPONENT_STATES = ['starting', 'running', 'stopping', 'stopped', 'dead'] as const
export type ComponentState = (typeof COMPONENT_STATES)[number]
