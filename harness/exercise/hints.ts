// What students trip over, told by what their program printed last. A hint is a direction to look in, never the answer.
import type { Ended } from '#harness/submission/run-program.ts'

/** By the first pattern that fits; the sharper ones stand first. */
const BY_OUTPUT: readonly [RegExp, string][] = [
  [
    /Illegal unquoted character|bad control character|raw newline|unexpected character/i,
    "JSON takes no raw line break inside a string: the guide's multi-line schema must be one line, have \\n, or come from a file (curl --data @file).",
  ],
  [/the input device is not a TTY/i, 'Leave the -t of `docker exec -it` out: there is no terminal here.'],
  [
    /TopicExistsException|Topic .* already exists/i,
    'A second run meets what the first one made: --if-not-exists helps.',
  ],
  [
    /ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX|is not supported in strip-only mode/,
    'Node strips types and compiles nothing: enums, namespaces and parameter properties have to be written as plain JavaScript.',
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
    'Python has here what the machine has. The command-line tools and plain HTTP need no package at all.',
  ],
  [
    /ENOTFOUND|UnknownHostException|Could not resolve host|No resolvable bootstrap urls|Name or service not known/,
    'Names of containers are known inside `docker exec` only: outside, the addresses are in BOOTSTRAP_SERVERS, SCHEMA_REGISTRY_URL and CONNECT_URL.',
  ],
  [
    /ECONNREFUSED|Connection refused|could not be established\. Node may not be available/,
    'Nobody listened at the address that it tried. Is it one of BOOTSTRAP_SERVERS, SCHEMA_REGISTRY_URL or CONNECT_URL? If it is, that server was down at the moment: what does the program do then?',
  ],
]

/** @param output all that the program printed */
export function hintFor(output: string, end: Ended): string | undefined {
  if (end.timedOut)
    return 'Does it wait for something, such as standard input or a server that it started itself? A client that stays connected keeps Node alive, too.'
  for (const [pattern, hint] of BY_OUTPUT) if (pattern.test(output)) return hint
  if (end.exitCode === 127) return 'Is the command on the PATH, and is the first line of the script right?'
  if (output.trim() === '')
    return "It printed nothing at all. A script's exit code is that of its last command: a test or a grep that finds nothing there is enough."
  return undefined
}
