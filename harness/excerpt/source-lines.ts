// Places of source files that an output names: what a compiler, a stack or a shell says is wrong where. Whether there is such a file is for
// others to ask.

export interface SourceLine {
  file: string
  line: number
}

const FILE = String.raw`[\p{L}\p{N}_$@+-][\p{L}\p{N}_$@+./-]{0,200}\.(?:java|[mc]?[tj]s|py|sh)`
const PATTERNS = [
  // app.ts:12:5, Setup.java:12: error, at main(App.java:12), app.ts(12,5): error
  String.raw`(?<![\p{L}\p{N}_$/.:-])(?:\./)?(?<file>${FILE})[:(](?<line>\d{1,6})\b`,
  // File "app.py", line 12
  String.raw`"(?:\./)?(?<file>${FILE})", line (?<line>\d{1,6})\b`,
  // setup.sh: line 3: foo: command not found
  String.raw`(?<![\p{L}\p{N}_$/.:-])(?:\./)?(?<file>${FILE}): line (?<line>\d{1,6}):`,
].map(pattern => new RegExp(pattern, 'gu'))

/** In the order of the text. */
export function sourceLines(text: string): SourceLine[] {
  return text.split('\n').flatMap(line =>
    PATTERNS.flatMap(pattern => [...line.slice(0, LONGEST).matchAll(pattern)])
      .sort((a, b) => a.index - b.index)
      .map(({ groups }) => ({ file: groups?.file ?? '', line: Number(groups?.line) }))
      .filter(({ file, line }) => line > 0 && !file.split('/').includes('..')),
  )
}

/** Nobody's place stands further behind in a line. */
const LONGEST = 2000
