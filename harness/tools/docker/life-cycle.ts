// `docker stop`, `start`, `kill`, `restart`, and compose's the same: brokers go down and come up. Connect and the registry are
// the grader's to break; Connect is scaled with compose.
import type { BrokerAction } from '../lab-state.ts'
import { CommandFailed } from './command-failed.ts'
import { type Container, findContainer } from './containers.ts'
import { hasSwitch, lastValue, parseOptions } from './options.ts'
import { type Command, containersNow } from './surroundings.ts'

const OPTIONS: Record<BrokerAction, { switches: string[]; valued: string[] }> = {
  // How long docker waits before it kills; the lab waits for the broker's own controlled shutdown.
  stop: { switches: [], valued: ['t', 'time', 'timeout', 's', 'signal'] },
  restart: { switches: ['no-deps'], valued: ['t', 'time', 'timeout', 's', 'signal'] },
  start: { switches: ['a', 'attach', 'i', 'interactive', 'wait'], valued: ['wait-timeout'] },
  kill: { switches: [], valued: ['s', 'signal'] },
}

/** Prints the names as docker does; one that fails does not keep the others from being tried. */
export function dockerLifeCycle(action: BrokerAction): Command {
  return async (args, surroundings) => {
    const { names, doing } = read(`docker ${action}`, action, args)
    if (names.length === 0)
      throw new CommandFailed(`"docker ${action}" requires at least 1 argument: CONTAINER`)
    let exitCode = 0
    for (const name of names) {
      try {
        const container = findContainer(await containersNow(surroundings), name)
        const { changed } = await change(container, doing, surroundings.lab)
        if (!changed && action === 'kill')
          throw new CommandFailed(
            `Error response from daemon: cannot kill container: ${name}: container ${name} is not running`,
          )
        surroundings.print(name)
      } catch (error) {
        if (!(error instanceof CommandFailed)) throw error
        surroundings.note(error.message)
        exitCode = error.exitCode
      }
    }
    return exitCode
  }
}

const DONE: Record<BrokerAction, string> = {
  stop: 'Stopped',
  start: 'Started',
  kill: 'Killed',
  restart: 'Restarted',
}

export function composeLifeCycle(action: BrokerAction): Command {
  return async (args, surroundings) => {
    const { names, doing } = read(`docker compose ${action}`, action, args)
    const all = await containersNow(surroundings)
    // Without a name compose means every service, Connect and the registry included.
    const asked = names.length > 0 ? names.map(name => findContainer(all, name)) : all
    for (const container of asked) refuseAllButBrokers(container, doing)
    for (const container of asked) {
      await change(container, doing, surroundings.lab)
      surroundings.note(` Container ${container.name}  ${DONE[action]}`)
    }
    return 0
  }
}

function read(command: string, action: BrokerAction, args: readonly string[]) {
  const parsed = parseOptions(command, args, OPTIONS[action])
  if (hasSwitch(parsed, 'a', 'attach', 'i', 'interactive'))
    throw new CommandFailed(`${command}: this stand-in cannot attach; leave -a and -i out`, 125)
  const signal = lastValue(parsed, 's', 'signal')
  if (signal === undefined || action !== 'kill') return { names: parsed.words, doing: action }
  const name = signal.toUpperCase().replace(/^SIG/, '')
  if (['KILL', '9'].includes(name)) return { names: parsed.words, doing: action }
  if (['TERM', '15', 'INT', '2'].includes(name)) return { names: parsed.words, doing: 'stop' as const }
  throw new CommandFailed(`${command}: this stand-in sends KILL and TERM, not ${signal}`, 125)
}

function refuseAllButBrokers({ name, kind, up }: Container, action: BrokerAction): void {
  if (kind === 'broker' || (action === 'start' && up)) return
  const instead =
    kind === 'worker' ? '; Connect is scaled with `docker compose up -d --scale kafka-connect=N`' : ''
  throw new CommandFailed(
    `Error response from daemon: cannot ${action} ${name}: the lab lets a program stop, start, kill and restart kafka-1, kafka-2 and kafka-3${instead}`,
  )
}

async function change(
  container: Container,
  action: BrokerAction,
  lab: { broker(id: number, action: BrokerAction): Promise<{ changed: boolean }> },
): Promise<{ changed: boolean }> {
  refuseAllButBrokers(container, action)
  return container.kind === 'broker' ? lab.broker(container.number, action) : { changed: false }
}
