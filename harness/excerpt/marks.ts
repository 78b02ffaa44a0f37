// Which lines tell the cause.

const MARKS =
  /(Exception|Error)\b|\bERROR\b|\bFATAL\b|\bSEVERE\b|\bCaused by\b|\[cause\]|\berror(\[\w+\])?:|^\s*(error|fatal|panic|npm error|npm ERR!|ERR_\w+|E:|Err:)\b|: (command not found|No such file or directory|Permission denied|syntax error|unexpected EOF|unbound variable|not found)|^curl: \(\d+\)|^jq: |parse error/

/** Does the line hold an error's name, its message, or what a shell says when it cannot go on? */
export function tellsCause(line: string): boolean {
  return MARKS.test(line)
}

/** Where in the line the error begins; -1 where there is none. */
export function causeAt(line: string): number {
  let at = line.search(MARKS)
  // The whole name: `org.apache.kafka.common.KafkaException`.
  while (at > 0 && /[\w.$]/.test(line[at - 1] ?? '')) at--
  return at
}

/** The first line of an error of javac or tsc: the file and the line stand at its beginning. */
export function isCompileError(line: string): boolean {
  return /^\S.*\.java:\d+: error:|^\S.*\.[mc]?tsx?(\(\d+,\d+\)|:\d+:\d+)(:| -) error TS\d+/.test(line)
}
