// The commands of `docker` that this stand-in serves.
import { CommandFailed } from './command-failed.ts'
import { COMPOSE_COMMANDS, compose } from './compose.ts'
import { exec } from './exec.ts'
import { dockerLifeCycle } from './life-cycle.ts'
import { inspect, logs, ps } from './listing.ts'
import { parseOptions } from './options.ts'
import type { Command } from './surroundings.ts'
import { version } from './version.ts'

const CONTAINER_COMMANDS: Record<string, Command> = {
  exec,
  stop: dockerLifeCycle('stop'),
  start: dockerLifeCycle('start'),
  kill: dockerLifeCycle('kill'),
  restart: dockerLifeCycle('restart'),
  ps,
  inspect,
  logs,
}

const COMMANDS: Record<string, Command> = { ...CONTAINER_COMMANDS, compose, version, info: version }

export const docker: Command = async (args, surroundings) => {
  const { words, switches } = parseOptions('docker', args, {
    switches: ['version', 'v', 'debug', 'D', 'tls'],
    valued: ['H', 'host', 'context', 'c', 'config', 'log-level', 'l'],
    untilFirstWord: true,
  })
  if (switches.has('version') || switches.has('v')) return version([], surroundings)
  const [name = '', ...rest] = words
  // `docker container stop kafka-2` is the long form, with `ls` for `ps`.
  if (name === 'container' && rest[0]) {
    const long = rest[0] === 'ls' || rest[0] === 'list' ? 'ps' : rest[0]
    return choose(CONTAINER_COMMANDS, long, `container ${rest[0]}`)(rest.slice(1), surroundings)
  }
  return choose(COMMANDS, name, name)(rest, surroundings)
}

function choose(commands: Record<string, Command>, name: string, written: string): Command {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (command) return command
  throw new CommandFailed(
    [
      `docker: this is the grader's stand-in${written ? `, and it does not know '${written}'` : ''}. It serves the course guide's lines:`,
      `  docker ${Object.keys(COMMANDS).join(' | ')}`,
      `  docker compose ${COMPOSE_COMMANDS.join(' | ')}`,
    ].join('\n'),
    125,
  )
}
