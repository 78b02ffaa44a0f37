// For a machine without a JDK: Kafka's command-line tools come out of the lab's own image, each run in a container of its
// own in this machine's network, with the program's work area at its own path. A submission's Java programs cannot run
// so: the public image has no compiler.
import { accessSync, constants, rmSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { PROJECT } from '#harness/host/project.ts'
import { shellQuote } from '#harness/host/shell-quote.ts'
import { UserError } from '#harness/host/user-error.ts'
import type { Runtime } from '#harness/runtime/runtime.ts'
import { NO_JDK } from './no-jdk.ts'
import { ownLabels } from './ownership.ts'

export async function runtimeInContainers({ image, run }: { image: string; run: string }): Promise<Runtime> {
  const client = clientOnPath()
  const home = await mkdtemp(path.join(os.tmpdir(), 'day2-no-jdk-'))
  const bin = path.join(home, 'bin')
  await mkdir(bin)
  const logging = path.join(PROJECT, 'harness/lab/embedded/conf')
  const labels = Object.entries(ownLabels(run)).flatMap(([name, value]) => ['--label', `${name}=${value}`])
  const fixed = [
    client,
    'run',
    '--rm',
    '-i',
    '--network',
    'host',
    ...labels,
    '-v',
    `${logging}:${logging}:ro`,
  ]
  const java = `#!/bin/sh
# Kafka's classes on a machine without a JDK: in a container of ${image}.
area=$(dirname "$HOME")
exec ${fixed.map(shellQuote).join(' ')} --user "$(id -u):$(id -g)" -v "$area:$area" -w "$PWD" \\
  --entrypoint java ${shellQuote(image)} -cp '/opt/kafka/libs/*' "$@"
`
  const none = `#!/bin/sh
echo "$(basename "$0"): this machine has no JDK; the lab runs in containers, and their image has no compiler" >&2
exit 127
`
  await writeFile(path.join(bin, 'java'), java)
  for (const name of ['javac', 'jar']) await writeFile(path.join(bin, name), none)
  for (const name of ['java', 'javac', 'jar']) await chmod(path.join(bin, name), 0o755)
  process.once('exit', () => rmSync(home, { recursive: true, force: true }))
  return {
    jdk: { home, java: path.join(bin, 'java'), version: `none here, ${image}'s own`, major: NO_JDK },
    jars: { folder: home, key: '', kafka: [], programs: [], registry: '', connectPlugins: [] },
    storageTemplate: '',
    flags: () => [],
  }
}

function clientOnPath(): string {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(folder => folder !== '')
  for (const name of ['docker', 'podman']) {
    const found = folders.map(folder => path.join(folder, name)).find(isExecutable)
    if (found) return found
  }
  throw new UserError(
    "This machine has no JDK 21 or newer, so Kafka's command-line tools are to come from the lab's image, and neither `docker` nor `podman` is on the PATH to start them with. Install one of the two, or a JDK and Maven.",
  )
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
