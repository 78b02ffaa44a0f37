// NAME.java: compiled once, within the limits of its first start, then started from its classes.
import { copyFile, mkdir } from 'node:fs/promises'
import path from 'node:path'
import { shellQuote } from '#harness/host/shell-quote.ts'

const COMPILER = path.join(import.meta.dirname, 'java', 'CompileProgram.java')

export interface JavaSourceOptions {
  /** The program, absolute. */
  file: string
  /** A folder outside the submission that stays from the first start to the last, for compiler and classes. */
  out: string
  /** `java` and its options, a class path of its own among them. */
  java: readonly string[]
}

/** The command that starts it; arguments of the program go behind. */
export async function javaSourceCommand({ file, out, java }: JavaSourceOptions): Promise<string[]> {
  await mkdir(out, { recursive: true })
  // A copy, since a program may not see the place of ours.
  const compiler = path.join(out, path.basename(COMPILER))
  await copyFile(COMPILER, compiler)
  const [main, classPath] = [path.join(out, 'main'), path.join(out, 'class-path')]
  const compile = [...java, compiler, file, path.dirname(file), out]
  // The source launcher adds these modules, and the start-up archive was trained with it.
  const start = [...java, '--add-modules', 'ALL-DEFAULT']
  const script = [
    `[ -f ${shellQuote(main)} ] || ${compile.map(shellQuote).join(' ')} </dev/null || exit`,
    `IFS= read -r main <${shellQuote(main)}`,
    `IFS= read -r classes <${shellQuote(classPath)}`,
    `exec ${start.map(shellQuote).join(' ')} -cp "$classes" "$main" "$@"`,
  ].join('\n')
  return ['sh', '-c', script, path.basename(file)]
}
