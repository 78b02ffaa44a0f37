// `docker compose …` and `docker-compose …`: options that choose a file or project say nothing here, since there is one lab.
import { CommandFailed } from './command-failed.ts'
import { composeScale, composeUp } from './compose-up.ts'
import { composeExec } from './exec.ts'
import { composeLifeCycle } from './life-cycle.ts'
import { composePs, logs } from './listing.ts'
import { parseOptions } from './options.ts'
import type { Command } from './surroundings.ts'
import { version } from './version.ts'

const COMMANDS: Record<string, Command> = {
  up: composeUp,
  scale: composeScale,
  ps: composePs,
  exec: composeExec,
  stop: composeLifeCycle('stop'),
  start: composeLifeCycle('start'),
  kill: composeLifeCycle('kill'),
  restart: composeLifeCycle('restart'),
  logs,
  version,
}

export const COMPOSE_COMMANDS = Object.keys(COMMANDS)

export const compose: Command = async (args, surroundings) => {
  const { words, switches } = parseOptions('docker compose', args, {
    switches: ['compatibility', 'verbose', 'version', 'v', 'all-resources', 'dry-run'],
    valued: [
      ...['f', 'file', 'p', 'project-name', 'project-directory', 'env-file', 'profile', 'ansi', 'progress'],
      ...['parallel', 'log-level'],
    ],
    untilFirstWord: true,
  })
  const [name = '', ...rest] = words
  if (switches.has('version') || switches.has('v')) return version(rest, surroundings)
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (command) return command(rest, surroundings)
  throw new CommandFailed(
    `docker compose: this stand-in knows ${COMPOSE_COMMANDS.join(', ')}${name ? `, not ${name}` : ''}`,
  )
}
