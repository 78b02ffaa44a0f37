// Node without warnings that say nothing to whoever sees them: kafkajs has timers that ask for a time before now, and types are stripped
// by a part of Node that calls itself experimental. bin/day2.js, which older versions of Node must be able to read, says the same.

export const QUIET = [
  '--disable-warning=TimeoutNegativeWarning',
  '--disable-warning=ExperimentalWarning',
] as const

/** This process's own Node, as it was started, and quiet, whoever started it. */
export const OWN_NODE: readonly [string, ...string[]] = [
  process.execPath,
  ...process.execArgv,
  ...QUIET.filter(flag => !process.execArgv.includes(flag)),
]
