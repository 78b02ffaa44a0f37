// Where the programs of one exercise run: a fresh copy of its folder, one HOME and one TMPDIR from the first start to the
// last, and the environment that the contract names.
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises'
import { findPackageJSON } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import type { Keeper } from '#harness/host/keeper.ts'
import { QUIET } from '#harness/host/quiet-node.ts'
import { userName } from '#harness/host/user-name.ts'
import { type JvmKind, type Runtime, scriptClassPath } from '#harness/runtime/runtime.ts'
import { copyExercise, type ExerciseCopy } from './copy-exercise.ts'
import { jarCommand } from './jar-command.ts'
import { javaSourceCommand } from './java-source.ts'
import type { Submission } from './open-submission.ts'
import type { EnteredView } from './process-tree.ts'
import { pythonUserBase } from './python-packages.ts'
import { type ProgramFile, resolveProgram } from './resolve-program.ts'
import { RunningProgram } from './run-program.ts'

export interface WorkspaceOptions {
  submission: Submission
  exercise: string
  runtime: Runtime
  keeper: Keeper
  /** Folder with Kafka's command-line tools and the docker stand-ins. */
  tools: string
  /** BOOTSTRAP_SERVERS and the like. */
  variables: Record<string, string>
  timeZone: string
  /** Folder in which the work area is made. */
  area?: string
}

export interface StartOptions {
  /** Which of several that run beside each other it is: a number, `1` by default. Each has a STATE_DIR of its own. */
  instance?: string
  args?: string[]
  whole?: boolean
  onLine?: (line: string) => void
}

/** The program that runs alone, or the first of several. */
const FIRST = '1'

/** What a program of ours may import; a submission's own node_modules come first. */
const IMPORTABLE = ['zx', 'kafkajs', 'undici', 'avsc']

export class Workspace {
  readonly folder: string
  readonly notes: string[]
  /** Packages of the submission's own, to which its copy only links. */
  readonly linked: readonly string[]
  readonly #options: WorkspaceOptions
  readonly #root: string
  readonly #running = new Set<RunningProgram>()
  #view: EnteredView | undefined
  #onStart: (() => void) | undefined

  private constructor(options: WorkspaceOptions, root: string, { folder, notes, linked }: ExerciseCopy) {
    this.#options = options
    this.#root = root
    this.folder = folder
    this.notes = notes
    this.linked = linked
  }

  static async open(options: WorkspaceOptions): Promise<Workspace> {
    await using made = new AsyncDisposableStack()
    const root = await mkdtemp(path.join(options.area ?? os.tmpdir(), 'day2-work-'))
    made.defer(() => rm(root, { recursive: true, force: true }))
    options.keeper.watchFolder(root)
    await Promise.all([mkdir(path.join(root, 'home')), mkdir(path.join(root, 'tmp')), linkPackages(root)])
    const copy = await copyExercise(options.submission, options.exercise, root)
    made.move()
    return new Workspace(options, root, copy)
  }

  /** A path in the work area, outside the exercise's folder. */
  path(...parts: string[]): string {
    return path.join(this.#root, ...parts)
  }

  /** @throws ProgramMissing, ProgramAmbiguous */
  async start(
    name: string,
    { instance = FIRST, args = [], ...rest }: StartOptions = {},
  ): Promise<RunningProgram> {
    const program = await resolveProgram(this.folder, name)
    const running = new RunningProgram({
      name: instance === FIRST ? name : `${name} (instance ${instance})`,
      command: [...(await this.#command(program)), ...args],
      cwd: this.folder,
      env: await this.#environment(instance),
      view: this.#view,
      keeper: this.#options.keeper,
      ...rest,
    })
    this.#running.add(running)
    this.#onStart?.()
    void running.ended.finally(() => this.#running.delete(running))
    return running
  }

  /** Programs that are started from here on see the machine as this view shows it; `onStart` is told right after each start. */
  confine(view: EnteredView, onStart: () => void): void {
    this.#view = view
    this.#onStart = onStart
  }

  /** Where a program would run, for whoever runs something in its place. */
  async standing(): Promise<{ cwd: string; env: Record<string, string>; view: EnteredView | undefined }> {
    return { cwd: this.folder, env: await this.#environment(FIRST), view: this.#view }
  }

  /** The programs that run now. */
  get running(): readonly RunningProgram[] {
    return [...this.#running]
  }

  /** Ends what still runs and removes the work area. */
  async close(): Promise<void> {
    await Promise.all([...this.#running].map(program => program.crash()))
    await rm(this.#root, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  }

  async #command({ file, kind }: ProgramFile): Promise<string[]> {
    const { runtime } = this.#options
    const java = (kind: JvmKind): string[] => [
      runtime.jdk.java,
      ...runtime.flags(kind),
      '-Xmx512m',
      `-Djava.io.tmpdir=${this.path('tmp')}`,
    ]
    switch (kind) {
      case 'node':
        return [process.execPath, ...QUIET, file]
      case 'bash':
        return ['bash', file]
      case 'java-source':
        return javaSourceCommand({ file, out: this.path('java', path.basename(file)), java: java('program') })
      case 'jar':
        return jarCommand({ file, java: java('jar'), jars: runtime.jars.programs })
      case 'python':
        return ['python3', file]
      case 'executable':
        return [file]
    }
  }

  async #environment(instance: string): Promise<Record<string, string>> {
    const { runtime, tools, variables, timeZone } = this.#options
    const state = this.path('state', instance)
    const [userBase] = await Promise.all([pythonUserBase(), mkdir(state, { recursive: true })])
    return {
      PATH: [tools, path.join(runtime.jdk.home, 'bin'), machinePath()].join(path.delimiter),
      HOME: this.path('home'),
      TMPDIR: this.path('tmp'),
      LANG: 'C.UTF-8',
      LC_ALL: 'C.UTF-8',
      PYTHONUTF8: '1',
      PYTHONUNBUFFERED: '1',
      ...(userBase === undefined ? {} : { PYTHONUSERBASE: userBase }),
      TZ: timeZone,
      TERM: 'dumb',
      USER: userName(),
      JAVA_HOME: runtime.jdk.home,
      CLASSPATH: scriptClassPath(runtime.jars),
      INSTANCE: instance,
      STATE_DIR: state,
      ...variables,
    }
  }
}

/** The machine's own `PATH`. npm puts the project's commands in front, and a submission is to find the machine's. */
export function machinePath(): string {
  return (process.env.PATH ?? '/usr/local/bin:/usr/bin:/bin')
    .split(path.delimiter)
    .filter(folder => !/[\\/]node_modules[\\/]/.test(`${folder}/`))
    .join(path.delimiter)
}

async function linkPackages(root: string): Promise<void> {
  const modules = path.join(root, 'node_modules')
  await mkdir(modules)
  await Promise.all(
    IMPORTABLE.map(async name => {
      const manifest = findPackageJSON(name, import.meta.url)
      if (manifest) await symlink(path.dirname(manifest), path.join(modules, name), 'junction')
    }),
  )
}
