// A command line that was written for the inside of a container, made fit for this machine: addresses, Kafka's folders, the
// file that Connect ingests. Only what is written in the command is changed, never what flows through standard input.
import path from 'node:path'
import { exchangeAddresses } from './guide-addresses.ts'
import { replaceInScript } from './shell-text.ts'

export interface Inside {
  addresses: ReadonlyMap<string, string>
  /** Folder of the command-line tools here. */
  tools: string
  /** INPUT_FILE, where the container is one that has the file. */
  inputFile?: string | undefined
}

export function fitCommand(words: readonly string[], inside: Inside): string[] {
  const [program = '', ...rest] = words
  // From Kafka's own folder its tools are called `bin/kafka-topics.sh`.
  const command = [program.replace(/^(?:\.\/)?bin\/(?=(?:kafka|connect)-)/, '/opt/kafka/bin/'), ...rest]
  const shell = findShell(command)
  return command
    .map((word, index) => (index === shell?.script ? fitScript(word, inside) : fitWord(word, inside)))
    .flatMap((word, index) => (shell?.options.includes(index) ? withoutLogin(word) : [word]))
}

export function fitWord(word: string, inside: Inside): string {
  const here = (written: string): string => pathHere(written, inside)
  return exchangeAddresses(word.replace(new RegExp(PATHS, 'g'), here), inside.addresses)
}

function fitScript(script: string, inside: Inside): string {
  return exchangeAddresses(
    replaceInScript(script, PATHS, written => pathHere(written, inside)),
    inside.addresses,
  )
}

/** Paths of the containers that are other ones here: the file to ingest, and where the images keep Kafka's tools. */
const PATHS =
  /(?<![\w./-])(?:\/tmp\/input\.txt(?![\w-]|\.\w)|\/opt\/(?:bitnami\/)?kafka\/bin(?![\w.-])|(?:\/usr(?:\/local)?)?\/bin\/(?=(?:kafka|connect)-[a-z]))/

function pathHere(written: string, { tools, inputFile }: Inside): string {
  if (written === '/tmp/input.txt') return inputFile ?? written
  return written.endsWith('/') ? `${tools}/` : tools
}

interface ShellCall {
  /** Where its options stand. */
  options: number[]
  /** Where the script after -c stands. */
  script: number | undefined
}

const SHELLS = ['sh', 'bash', 'dash', 'ash']

/** The first shell in the command line, `timeout 5 bash -euo pipefail -c '…'` included. */
export function findShell(command: readonly string[]): ShellCall | undefined {
  const shell = command.findIndex(word => SHELLS.includes(path.posix.basename(word)))
  if (shell < 0) return undefined
  const options: number[] = []
  let takesScript = false
  let at = shell + 1
  for (; /^[-+]./.test(command[at] ?? ''); at++) {
    const option = command[at] ?? ''
    options.push(at)
    if (/^-[A-Za-z]*c/.test(option)) takesScript = true
    // `-o pipefail`
    if (/^[-+][A-Za-z]*o$/.test(option)) at++
  }
  return { options, script: takesScript && at < command.length ? at : undefined }
}

/** A login shell would set the PATH anew, and this machine's /etc/profile knows nothing of the tools. */
function withoutLogin(option: string): string[] {
  if (option === '-l' || option === '--login') return []
  return [/^-[A-Za-z]+$/.test(option) ? option.replace('l', '') : option]
}
