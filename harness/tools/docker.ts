// `docker` and `docker-compose` for a submission's programs: no containers, but the guide's own lines work on the lab.
// Started as `node docker.ts CONTROL_URL TOOLS_FOLDER docker|docker-compose ARG…` by the scripts in the tools folder.
import { ControlClient } from './control-client.ts'
import { CommandFailed } from './docker/command-failed.ts'
import { docker } from './docker/commands.ts'
import { compose } from './docker/compose.ts'

const [controlUrl = '', tools = '', name, ...args] = process.argv.slice(2)

function print(line: string): void {
  // Only here, and not before an exec: looking at process.stdout may leave the descriptor non-blocking for the command.
  // Whoever reads the answer may stop reading, as in `docker ps | head -1`.
  if (process.stdout.listenerCount('error') === 0) process.stdout.on('error', () => {})
  process.stdout.write(`${line}\n`)
}

try {
  const command = name === 'docker-compose' ? compose : docker
  process.exitCode = await command(args, {
    lab: new ControlClient(controlUrl),
    tools,
    print,
    note: line => void process.stderr.write(`${line}\n`),
  })
} catch (error) {
  if (!(error instanceof CommandFailed)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = error.exitCode
}
