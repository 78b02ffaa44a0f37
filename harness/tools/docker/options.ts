// Reads options as docker's own parser does: clusters like `-it`, values with and without `=`, and where it matters nothing
// after the first other word, which belongs to the command that is to be run.
import { CommandFailed } from './command-failed.ts'

export interface OptionNames {
  /** Options without a value, short and long, without dashes. */
  switches: readonly string[]
  /** Options that take a value. */
  valued: readonly string[]
  /** Leave everything from the first word on that is no option. */
  untilFirstWord?: boolean
}

export interface Parsed {
  /** Which switches were given; `--name=false` takes one back. */
  switches: Set<string>
  /** Values in the order they came. */
  values: Map<string, string[]>
  words: string[]
}

/** @param command for the message, "docker exec" */
export function parseOptions(command: string, args: readonly string[], names: OptionNames): Parsed {
  const parsed: Parsed = { switches: new Set(), values: new Map(), words: [] }
  const rest = [...args]
  const unknown = (option: string): never => {
    const known = [...names.switches, ...names.valued].map(name => (name.length > 1 ? '--' : '-') + name)
    throw new CommandFailed(
      `unknown option ${option}; this stand-in's \`${command}\` knows ${known.join(' ')}`,
      125,
    )
  }
  const addValue = (name: string, value: string | undefined): void => {
    if (value === undefined) throw new CommandFailed(`${command}: option ${name} needs a value`, 125)
    parsed.values.set(name, [...(parsed.values.get(name) ?? []), value])
  }
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (arg === '--') {
      parsed.words.push(...rest.splice(0))
    } else if (arg.startsWith('--')) {
      const [, name = '', value] = /^--([^=]*)(?:=(.*))?$/s.exec(arg) ?? []
      if (names.valued.includes(name)) addValue(name, value ?? rest.shift())
      else if (!names.switches.includes(name)) unknown(arg)
      else if (value === 'false') parsed.switches.delete(name)
      else parsed.switches.add(name)
    } else if (arg.startsWith('-') && arg.length > 1) {
      for (let at = 1; at < arg.length; at++) {
        const name = arg.charAt(at)
        if (names.valued.includes(name)) {
          addValue(name, at + 1 < arg.length ? arg.slice(at + 1).replace(/^=/, '') : rest.shift())
          break
        }
        if (!names.switches.includes(name)) unknown(arg)
        parsed.switches.add(name)
      }
    } else {
      parsed.words.push(arg)
      if (names.untilFirstWord) parsed.words.push(...rest.splice(0))
    }
  }
  return parsed
}

/** The last value given under any of the names. */
export function lastValue(parsed: Parsed, ...names: string[]): string | undefined {
  return names.flatMap(name => parsed.values.get(name) ?? []).at(-1)
}

export function hasSwitch(parsed: Parsed, ...names: string[]): boolean {
  return names.some(name => parsed.switches.has(name))
}
