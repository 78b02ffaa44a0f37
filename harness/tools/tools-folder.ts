// What a submission's programs find in front on their PATH: Kafka's command-line tools under both names, the project's Node,
// the JDK, and the docker stand-ins. Small shell scripts, since PATH knows nothing else.
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { QUIET } from '#harness/host/quiet-node.ts'
import { shellQuote } from '#harness/host/shell-quote.ts'
import type { Runtime } from '#harness/runtime/runtime.ts'
import { KAFKA_TOOLS, RUN_CLASS } from './kafka-tools.ts'

export interface ToolsFolderOptions {
  /** Filled; made where it is missing. */
  folder: string
  runtime: Runtime
  nodeExecutable: string
  /** Where `docker` finds the lab: the `url` of a control server. */
  controlUrl: string
}

const LOGGING = path.join(import.meta.dirname, '../lab/embedded/conf/tools-log4j2.properties')
const DOCKER = path.join(import.meta.dirname, 'docker.ts')
/** Sourced by all tools, so that the class path is written once. Not executable: nothing that a program would call. */
const LAUNCHER = 'kafka-tool-launcher'

export async function makeToolsFolder(options: ToolsFolderOptions): Promise<void> {
  const { folder, runtime, nodeExecutable } = options
  await mkdir(folder, { recursive: true })
  const launcher = path.resolve(folder, LAUNCHER)
  const scripts = new Map<string, string>()
  for (const [name, main] of [...Object.entries(KAFKA_TOOLS), [RUN_CLASS, ''] as const]) {
    // A sourced file sees the script's own arguments, untouched.
    const script = `${main ? `main=${main}\n` : RUN_CLASS_MAIN}. ${shellQuote(launcher)}\n`
    scripts.set(name, script).set(`${name}.sh`, script)
  }
  // kafkajs makes Node warn at every connection.
  scripts.set('node', run(nodeExecutable, QUIET[0]))
  const jdk = (name: string): string => path.join(runtime.jdk.home, 'bin', name)
  // Process ids repeat between the namespaces of programs, and so would the names of the files for jps.
  scripts.set('java', run(jdk('java'), '-XX:-UsePerfData'))
  for (const name of ['javac', 'jar']) scripts.set(name, run(jdk(name)))
  for (const name of ['docker', 'docker-compose']) scripts.set(name, dockerScript(name, options))
  await Promise.all([
    writeFile(launcher, launcherScript(runtime)),
    ...[...scripts].map(([name, body]) =>
      writeFile(path.join(folder, name), `#!/bin/sh\n${body}`, { mode: 0o755 }),
    ),
  ])
}

const RUN_CLASS_MAIN = `if [ $# -eq 0 ]; then
  echo "USAGE: $0 classname [opts]" >&2
  exit 1
fi
main=$1
shift
`

function run(...command: string[]): string {
  return `exec ${command.map(shellQuote).join(' ')} "$@"\n`
}

function dockerScript(name: string, { folder, nodeExecutable, controlUrl }: ToolsFolderOptions): string {
  return run(nodeExecutable, DOCKER, controlUrl, path.resolve(folder), name)
}

/** Expects the class in $main. Options for JVMs in the environment are left behind: a tool does the same for everyone. */
function launcherScript(runtime: Runtime): string {
  // As a URL, because log4j takes a comma in a path for the start of a second file.
  const logging = pathToFileURL(LOGGING).href.replaceAll(',', '%2C')
  const flags = [...runtime.flags('tool'), '-Xmx256m', `-Dlog4j2.configurationFile=${logging}`]
  return [
    'unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS CLASSPATH',
    `exec ${[runtime.jdk.java, ...flags].map(shellQuote).join(' ')} "-Djava.io.tmpdir=\${TMPDIR:-/tmp}" "$main" "$@"`,
    '',
  ].join('\n')
}
