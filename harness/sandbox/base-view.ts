// What of the machine itself programs find, before anything of the grader's is shown or hidden.
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { pathInstalls } from './path-installs.ts'
import type { Isolation, View } from './view.ts'

/** The system's own folders, as the Filesystem Hierarchy Standard and the distributions that differ from it name them. */
const SYSTEM = [
  '/usr',
  '/bin',
  '/sbin',
  '/lib',
  '/lib32',
  '/lib64',
  '/libx32',
  '/etc',
  '/nix/store',
  '/gnu/store',
]
/** How many processors there are is read here. */
const HARDWARE = '/sys/devices/system'
/** Made anew for every process, or nobody's business: sockets of the machine's services lie in /run. */
const NEVER = new Set(['proc', 'dev', 'sys', 'run', 'tmp', 'lost+found'])

/**
 * Of the system: what only its administrator may read, and a program that runs as the machine's root could. Of /etc, everybody finds
 * what all may read (copy-for-everyone.ts).
 */
const ADMINISTRATORS = ['/var/lib/docker', '/var/lib/containers', '/boot']

/** Below a home folder: keys, passwords, tokens, sessions, histories. No program of an exercise needs them. */
const PERSONAL = [
  ...[
    '.ssh',
    '.gnupg',
    '.aws',
    '.azure',
    '.kube',
    '.docker',
    '.password-store',
    '.netrc',
    '.pgpass',
    '.my.cnf',
  ],
  ...[
    '.git-credentials',
    '.npmrc',
    '.yarnrc.yml',
    '.pypirc',
    '.m2/settings.xml',
    '.m2/settings-security.xml',
  ],
  ...[
    '.gradle/gradle.properties',
    '.cargo/credentials',
    '.cargo/credentials.toml',
    '.config/gh',
    '.config/gcloud',
  ],
  ...[
    '.config/git',
    '.config/op',
    '.local/share/keyrings',
    '.mozilla',
    '.thunderbird',
    '.config/google-chrome',
  ],
  ...['.config/chromium', '.config/BraveSoftware', '.bash_history', '.zsh_history', '.python_history'],
  ...['.node_repl_history', '.local/share/fish/fish_history', '.psql_history'],
]

export interface MachinePlaces {
  isolation: Exclude<Isolation, 'none'>
  /** The `PATH` that programs get. */
  searchPath: string
  home: string | undefined
}

export function baseView({ isolation, searchPath, home }: MachinePlaces): Pick<View, 'seen' | 'hidden'> {
  const hidden = [
    ...ADMINISTRATORS,
    ...(home === undefined ? [] : PERSONAL.map(name => path.join(home, name))),
  ]
  const installs = pathInstalls(searchPath, home)
  if (isolation === 'strict') return { seen: [...SYSTEM, HARDWARE, ...installs], hidden }
  const machine = readdirSync('/')
    .filter(name => !NEVER.has(name))
    .map(name => `/${name}`)
  return { seen: [...machine, HARDWARE, ...installs], hidden }
}
/** What a component of the lab finds: the system, and the files that it is started from. */
export function componentView(name: string, own: Omit<View, 'name'>): View {
  return {
    name,
    seen: [...SYSTEM, HARDWARE, ...own.seen],
    writable: own.writable,
    hidden: [...ADMINISTRATORS, ...own.hidden],
  }
}
