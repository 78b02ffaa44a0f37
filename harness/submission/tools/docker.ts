// `docker` and `docker-compose` for a submission's programs: no containers, but the guide's own lines work on the lab.
// Started as `node docker.ts CONTROL_URL TOOLS_FOLDER docker|docker-compose ARG…` by the scripts in the tools folder.
import { ControlClient } from './control-client.ts'
import { CommandFailed } from './docker/command-failed.ts'
import { docker } from './docker/commands.ts'
import { compose } from './docker/compose.ts'

const [controlUrl = '', tools = '', name, ...args] = process.argv.slice(2)
// Whoever reads the answer may stop reading, as in `docker ps | head -1`.
process.stdout.on('error', () => {})

try {
  const command = name === 'docker-compose' ? compose : docker
  process.exitCode = await command(args, {
    lab: new ControlClient(controlUrl),
    tools,
    print: line => void process.stdout.write(`${line}\n`),
    note: line => void process.stderr.write(`${line}\n`),
  })
} catch (error) {
  if (!(error instanceof CommandFailed)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = error.exitCode
}
