// `docker exec` and `docker compose exec`: the guide's way to every command-line tool.
import { CommandFailed } from './command-failed.ts'
import { CONNECT_SERVICE, findContainer } from './containers.ts'
import { hasSwitch, lastValue, parseOptions } from './options.ts'
import { runInside } from './run-inside.ts'
import { type Command, containersNow } from './surroundings.ts'

export const exec: Command = async (args, surroundings) => {
  // -t without a terminal is an error under docker ("the input device is not a TTY"). Here it is accepted: the guide's lines
  // have it, and a program under a grader never has a terminal.
  const parsed = parseOptions('docker exec', args, {
    switches: ['d', 'detach', 'i', 'interactive', 't', 'tty', 'privileged'],
    valued: ['e', 'env', 'u', 'user', 'w', 'workdir', 'detach-keys'],
    untilFirstWord: true,
  })
  const [name, ...command] = parsed.words
  if (name === undefined || command.length === 0)
    throw new CommandFailed('"docker exec" requires at least 2 arguments: CONTAINER COMMAND [ARG...]')
  const all = await containersNow(surroundings)
  const inside = findContainer(all, name)
  if (!inside.up) throw new CommandFailed(`Error response from daemon: container ${name} is not running`)
  return runInside({
    inside,
    all,
    command,
    interactive: hasSwitch(parsed, 'i', 'interactive'),
    detach: hasSwitch(parsed, 'd', 'detach'),
    env: [...(parsed.values.get('e') ?? []), ...(parsed.values.get('env') ?? [])],
    workdir: lastValue(parsed, 'w', 'workdir'),
    tools: surroundings.tools,
  })
}

/** Passes standard input on without being asked, as compose does. */
export const composeExec: Command = async (args, surroundings) => {
  const parsed = parseOptions('docker compose exec', args, {
    switches: ['d', 'detach', 'T', 'no-tty', 'no-TTY', 'i', 'interactive', 't', 'tty', 'privileged'],
    valued: ['e', 'env', 'u', 'user', 'w', 'workdir', 'index'],
    untilFirstWord: true,
  })
  const [service, ...command] = parsed.words
  if (service === undefined || command.length === 0)
    throw new CommandFailed('"docker compose exec" requires at least 2 arguments: SERVICE COMMAND [ARG...]')
  const index = lastValue(parsed, 'index')
  const all = await containersNow(surroundings)
  const inside = findContainer(all, service === CONNECT_SERVICE && index ? `${service}-${index}` : service)
  if (!inside.up) throw new CommandFailed(`service "${service}" is not running`)
  return runInside({
    inside,
    all,
    command,
    interactive: true,
    detach: hasSwitch(parsed, 'd', 'detach'),
    env: [...(parsed.values.get('e') ?? []), ...(parsed.values.get('env') ?? [])],
    workdir: lastValue(parsed, 'w', 'workdir'),
    tools: surroundings.tools,
  })
}
