// Stacks of Node, Java and Python without what is not the student's: the message stays, the first frame of their own, and of a
// chain of causes the last one.

const FRAME =
  /^\s+at .*(:\d+\)?|\(<anonymous>\)|\(Native Method\)|\(Unknown Source\)|\(\S+\.(java|kt|scala|groovy)\))( \{)?$|^\s*at (async )?\S+ \(.*:\d+:\d+\)( \{)?$/
const MORE_FRAMES = /^\s*\.\.\. \d+ (more|lines matching)/
/** Frames of Node, of the JDK, and of libraries. */
const FOREIGN =
  /\(?node:|[\\/]node_modules[\\/]|<anonymous>|\(Native Method\)|^\s+at (?:[\w.$]+\/|app\/\/)?(java|javax|jdk|sun|com\.sun|kotlin|scala|org\.(apache|slf4j|springframework|rocksdb|hibernate)|io\.(apicurio|confluent|netty|vertx|quarkus)|com\.(fasterxml|google)|okhttp3|picocli)[./]|^\s+at (java|jdk)\.[\w.]+\/|^\s+at \w+(\.\w+)*@?[\d.]*\/java\./
const PYTHON_FILE = /^\s+File "(.+)", line \d+/
const PYTHON_FOREIGN = /[\\/]lib[\\/]python|site-packages|dist-packages|<frozen|^<string>$/

/** Members that Node prints of an error beside its message, where they say the message again. */
const SAID_ALREADY =
  /^\s+\[?(code|requireStack|url|errno|syscall|retriable|helpUrl|name|stack|address|port)\]?: /

export function withoutForeignFrames(lines: readonly string[]): string[] {
  return withoutMiddleCauses(javaAndNode(withoutNodeSource(python(lines))))
}

/** Node shows the line of its own source that threw: `node:internal/…:107`, the line, a caret, a blank one. */
function withoutNodeSource(lines: readonly string[]): string[] {
  const kept: string[] = []
  for (let at = 0; at < lines.length; at++) {
    if (/^node:internal\/\S+:\d+$/.test(lines[at] ?? '')) {
      const blank = lines.slice(at, at + 6).indexOf('')
      if (blank > 0) {
        at += blank
        continue
      }
    }
    kept.push(lines[at] ?? '')
  }
  return kept
}

function javaAndNode(lines: readonly string[]): string[] {
  const kept: string[] = []
  /** Inside the braces of an error whose stack was left out. */
  let open = 0
  let shown = false
  for (const line of lines) {
    if (FRAME.test(line) || MORE_FRAMES.test(line)) {
      const own: boolean = !shown && FRAME.test(line) && !FOREIGN.test(line)
      if (own) kept.push(line.replace(/ \{$/, ''))
      shown ||= own
      if (line.endsWith(' {')) open++
      continue
    }
    shown = false
    if (open > 0 && /^\s*\},?$/.test(line)) {
      open--
      continue
    }
    if (open > 0 && SAID_ALREADY.test(line)) continue
    kept.push(line)
  }
  return kept
}

/** Of "Caused by" after "Caused by" the last says what happened; those between are the way up. */
function withoutMiddleCauses(lines: readonly string[]): string[] {
  const kept: string[] = []
  let causes: string[][] = []
  const flush = (): void => {
    kept.push(...(causes.at(-1) ?? []))
    causes = []
  }
  for (const line of lines) {
    if (/^\s*Caused by: /.test(line)) causes.push([line])
    else if (causes.length > 0 && (/^\s+at /.test(line) || (line !== '' && /^\s/.test(line))))
      causes.at(-1)?.push(line)
    else {
      flush()
      kept.push(line)
    }
  }
  flush()
  return kept
}

/** A traceback becomes its last frame in a file of the student's, and the message. */
function python(lines: readonly string[]): string[] {
  const kept: string[] = []
  for (let at = 0; at < lines.length; at++) {
    if (!lines[at]?.trimStart().startsWith('Traceback (most recent call last)')) {
      kept.push(lines[at] ?? '')
      continue
    }
    const frames: { foreign: boolean; lines: string[] }[] = []
    for (at++; at < lines.length && /^\s/.test(lines[at] ?? ''); at++) {
      const line = lines[at] ?? ''
      const file = PYTHON_FILE.exec(line)?.[1]
      if (file !== undefined) frames.push({ foreign: PYTHON_FOREIGN.test(file), lines: [line] })
      else frames.at(-1)?.lines.push(line)
    }
    at--
    kept.push(...((frames.findLast(({ foreign }) => !foreign) ?? frames.at(-1))?.lines ?? []))
  }
  return kept
}
