// Which file runs how: the contract's table, and nothing else.
import { extname } from 'node:path'

export type ProgramKind = 'node' | 'bash' | 'java-source' | 'jar' | 'python' | 'executable'

const byExtension: Record<string, ProgramKind> = {
  '.ts': 'node',
  '.mts': 'node',
  '.js': 'node',
  '.mjs': 'node',
  '.sh': 'bash',
  '.java': 'java-source',
  '.jar': 'jar',
  '.py': 'python',
}

export const runnableExtensions: readonly string[] = Object.keys(byExtension)

/** Undefined for names without an extension, too: whether they run depends on the file. */
export function kindOfName(file: string): ProgramKind | undefined {
  return byExtension[extname(file)]
}

export function isRunnable(file: string): boolean {
  return kindOfName(file) !== undefined
}

const COMPILED = (name: string): string =>
  `compile it for this machine, and hand in the compiled program as ${name} (no extension, run bit set)`
const WINDOWS = (name: string): string =>
  `PowerShell and cmd are not there; write it as ${name}.sh (bash), or in another language of the table`

/** Programs that are none here, by their extension: what to do instead. */
const ways: Record<string, (name: string) => string> = {
  '.ps1': WINDOWS,
  '.bat': WINDOWS,
  '.cmd': WINDOWS,
  '.exe': name =>
    `a program for Windows; compile it for this machine, and hand it in as ${name} (no extension)`,
  '.ipynb': name =>
    `a notebook; export it as a script: jupyter nbconvert --to script, which gives ${name}.py`,
  '.class': name => `compiled; hand in its source as ${name}.java, or a jar with a Main-Class as ${name}.jar`,
  '.kt': name => `Kotlin; build it: kotlinc ${name}.kt -include-runtime -d ${name}.jar, and hand in the jar`,
  '.kts': name => `Kotlin; build a jar with a Main-Class, and hand it in as ${name}.jar`,
  '.scala': name => `Scala; build a jar with everything in it, and hand it in as ${name}.jar`,
  '.groovy': name => `Groovy; build a jar with everything in it, and hand it in as ${name}.jar`,
  '.go': name => `Go; ${COMPILED(name)}: CGO_ENABLED=0 go build -o ${name} ${name}.go`,
  '.rs': name => `Rust; ${COMPILED(name)}`,
  '.cs': name => `C#; ${COMPILED(name)}: dotnet publish with --self-contained and PublishSingleFile`,
  '.c': name => `C; ${COMPILED(name)}`,
  '.cc': name => `C++; ${COMPILED(name)}`,
  '.cpp': name => `C++; ${COMPILED(name)}`,
  '.tsx': name => `call it ${name}.ts; Node runs no JSX`,
  '.jsx': name => `call it ${name}.js; Node runs no JSX`,
  '.cjs': name => `call it ${name}.js; that may use require as well`,
  '.cts': name => `call it ${name}.ts`,
  '.bash': name => `call it ${name}.sh`,
  '.zsh': name => `call it ${name}.sh; it runs in bash`,
  '.py3': name => `call it ${name}.py`,
  '.pyw': name => `call it ${name}.py`,
  '.war': name => `build a jar with a Main-Class, and hand it in as ${name}.jar`,
}

/** The way out for a file that cannot be run, where there is one; `stem` is the program's own name. */
export function wayOut(extension: string, stem: string): string | undefined {
  return ways[extension.toLowerCase()]?.(stem)
}
