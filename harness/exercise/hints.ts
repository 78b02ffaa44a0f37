// What students trip over, told by what their program printed. A hint is a direction to look in, never the answer.
import { bounded } from '#harness/excerpt/bounded.ts'
import type { Ended } from '#harness/submission/run-program.ts'
import { networkHint, unresolvedHosts } from './network-hints.ts'

/** How a program ended, and how long it computed where that is known. */
export type EndedSo = Ended & {
  /** Milliseconds of processor time that it and what it started used. */
  cpuMs?: number
}

/** By the first pattern that fits; the sharper ones stand first. */
const BY_OUTPUT: readonly [RegExp, string][] = [
  [
    /Illegal unquoted character|bad control character|raw newline|JsonParseException|Unexpected character \(|unexpected character at line/i,
    "JSON takes no raw line break inside a string: the guide's multi-line schema must be one line, have \\n, or come from a file (curl --data @file).",
  ],
  [/the input device is not a TTY/i, 'Leave the -t of `docker exec -it` out: there is no terminal here.'],
  [
    /TopicExistsException|Topic .{1,300} already exists/i,
    'A second run meets what the first one made: --if-not-exists helps.',
  ],
  [
    /ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX|is not supported in strip-only mode/,
    'Node strips types and compiles nothing: enums, namespaces and parameter properties have to be written as plain JavaScript.',
  ],
  [
    /Cannot use import statement outside a module|await is only valid in async functions and the top level bodies of modules|Failed to load the ES module/,
    'A package.json in this folder, or in one above it, says "type": "commonjs", and so `import` and a bare `await` are refused: it has to say "module", or the program\'s name ends in .mts or .mjs.',
  ],
  [
    /require is not defined in ES module scope/,
    'A program that says `import` or `export`, or beside whose package.json says "type": "module", has no `require`: it imports.',
  ],
  [
    /Cannot find (package '|module '[^./])/,
    'zx, kafkajs, undici and avsc are there to import; any other package has to come with your work, in a node_modules of its own.',
  ],
  [
    /ERR_MODULE_NOT_FOUND|Cannot find module '/,
    "An import of a file of your own needs its whole name: './', upper and lower case as on the disk, and the extension.",
  ],
  [
    /ModuleNotFoundError: No module named/,
    "Python finds what this machine's user has installed, with `pip install --user` too; any other package has to come with your work, in a folder that the program imports from. The command-line tools and plain HTTP need none.",
  ],
  [
    /ClassNotFoundException: |NoClassDefFoundError: |error: package [\w.]+ does not exist/,
    "On the class path are Kafka's clients, Streams and Connect's JSON, Jackson, Avro and a serde for the registry; any other library has to come with your work: a jar with everything in it runs as `java -jar` does.",
  ],
  [
    /No resolvable bootstrap urls|Invalid url in bootstrap\.servers/,
    'None of the names in bootstrap.servers is known here: the addresses are in BOOTSTRAP_SERVERS.',
  ],
  [
    /ECONNREFUSED|Connection refused|Couldn't connect to server|could not be established\. Node may not be available|Timed out waiting for a node assignment|not present in metadata after|NoBrokersAvailable/,
    'Nobody listened at the address that it tried. Is it one of BOOTSTRAP_SERVERS, SCHEMA_REGISTRY_URL or CONNECT_URL? If it is, that server was down at the moment: what does the program do then?',
  ],
]

/** The guide's containers; inside of `docker exec` they know each other by these names. */
const CONTAINER =
  /^(?:kafka-[1-9]|schema-registry|kafka-connect(?:-day2)?(?:-\d+)?|kafka-streams-app|kafka-ui)$/

/** What curl's exit codes mean where it was told to be silent. */
const CURL: Readonly<Record<number, string>> = {
  6: 'curl ends with 6 when it finds no host of that name: the addresses are in SCHEMA_REGISTRY_URL and CONNECT_URL. With -S it says what it tried.',
  7: 'curl ends with 7 when nobody listens at the address: is it SCHEMA_REGISTRY_URL or CONNECT_URL? With -S it says what it tried.',
  22: 'curl -f ends with 22 when the server answers with 400 or more: `--fail-with-body` shows what the server had to say.',
}

/** @param printed all that the program printed */
export function hintFor(printed: string, end: EndedSo): string | undefined {
  const output = bounded(printed)
  const hosts = unresolvedHosts(output)
  const container = hosts.find(host => CONTAINER.test(host))
  const network = container === undefined ? networkHint(output, hosts) : undefined
  // Some try for minutes, and are killed at their limit.
  if (network !== undefined) return network
  if (end.timedOut) return tooSlow(end)
  const missing = missingCommand(output)
  if (missing !== undefined)
    return `There is no command \`${missing}\` on this machine. Is it spelled so? What it does can also be done by what is there: node, java, curl and Kafka's tools.`
  if (/^curl: \(22\)/m.test(output)) return CURL[22]
  if (container !== undefined)
    return `${container} is the name of a container. Names of containers are known inside \`docker exec\` only: outside, the addresses are in BOOTSTRAP_SERVERS, SCHEMA_REGISTRY_URL and CONNECT_URL.`
  if (hosts[0] !== undefined)
    return `Nobody is called ${hosts[0]} here: the addresses are in BOOTSTRAP_SERVERS, SCHEMA_REGISTRY_URL and CONNECT_URL.`
  for (const [pattern, hint] of BY_OUTPUT) if (pattern.test(output)) return hint
  return byExitCode(output, end)
}

function byExitCode(output: string, { exitCode, signal }: EndedSo): string | undefined {
  if (exitCode === 127) return 'Is the command on the PATH, and is the first line of the script right?'
  if (signal !== null || exitCode === null || output.trim() !== '') return undefined
  if (exitCode === 0) return 'It came to its end as if all were done: what keeps it going?'
  return (
    CURL[exitCode] ??
    "It printed nothing at all. A script's exit code is that of its last command: a test or a grep that finds nothing there is enough."
  )
}

/** Computing all the time and waiting all the time are two different mistakes. */
function tooSlow({ cpuMs, durationMs }: EndedSo): string {
  if (cpuMs !== undefined && cpuMs > durationMs / 2)
    return `It computed for ${Math.round(cpuMs / 1000)} s of that time: is there a loop that does not end, or one that asks again and again without a pause?`
  const idle =
    cpuMs === undefined ? '' : `It computed for ${(cpuMs / 1000).toFixed(1)} s only, and waited else. `
  return `${idle}Does it wait for something, such as standard input or a server that it started itself? A client that stays connected keeps Node alive, too.`
}

/** A command that a shell, `env` or Node did not find. */
function missingCommand(output: string): string | undefined {
  const said =
    /^(?:[^\n:]{0,300}: )?(?:(?:line )?\d+: )?([^\s:/]+): (?:command )?not found$|^[^\n]{0,200}env: [‘'"]?([^\s:'’"]+)['’"]?: No such file or directory|spawn ([^\s/]+) ENOENT/m.exec(
      output,
    )
  return said?.[1] ?? said?.[2] ?? said?.[3]
}
