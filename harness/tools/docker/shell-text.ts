// Puts a path into a shell script at the place of another. It may hold blanks or quotes, so how it has to be written depends on
// the quotes that it lands in: `>> /tmp/input.txt`, `"/tmp/input.txt"`, `'…'`, and `"$(cat /tmp/input.txt)"`.
import { insideDoubleQuotes, insideSingleQuotes, shellQuote } from '#harness/host/shell-quote.ts'

type Quotes = 'none' | 'double' | 'single'

/** @param written a sticky regular expression @param real what stands for a match, without any quoting */
export function replaceInScript(script: string, written: RegExp, real: (match: string) => string): string {
  const sticky = new RegExp(written.source, 'y')
  // Command substitutions inside double quotes begin anew, so quotes nest.
  const open: Quotes[] = ['none']
  let result = ''
  let at = 0
  while (at < script.length) {
    const quotes = open.at(-1) ?? 'none'
    sticky.lastIndex = at
    const match = sticky.exec(script)?.[0]
    if (match) {
      result += WRITERS[quotes](real(match))
      at += match.length
      continue
    }
    const step = quotes !== 'single' && script[at] === '\\' ? 2 : nest(open, quotes, script, at)
    result += script.slice(at, at + step)
    at += step
  }
  return result
}

const WRITERS: Record<Quotes, (path: string) => string> = {
  none: shellQuote,
  double: insideDoubleQuotes,
  single: insideSingleQuotes,
}

/** Notes what opens or closes at `at`, and tells how many characters that is. */
function nest(open: Quotes[], quotes: Quotes, script: string, at: number): number {
  const here = script[at]
  if (quotes === 'single') {
    if (here === "'") open.pop()
  } else if (script.startsWith('$(', at)) {
    open.push('none')
    return 2
  } else if (here === '"') {
    if (quotes === 'double') open.pop()
    else open.push('double')
  } else if (quotes === 'none') {
    if (here === "'") open.push('single')
    else if (here === '(') open.push('none')
    else if (here === ')' && open.length > 1) open.pop()
  }
  return 1
}
