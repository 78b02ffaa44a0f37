// What must be seen so that the commands on a PATH work: the folders themselves, and the installs that they and the links in them
// belong to (a virtual environment, a version of nvm or pyenv, a tool cache below /opt).
import { lstatSync, readdirSync, readlinkSync, realpathSync } from 'node:fs'
import path from 'node:path'

/** Folders of commands whose parent is the install they belong to. */
const INSIDE_AN_INSTALL = new Set(['bin', 'sbin', 'shims', 'condabin', 'libexec', 'scripts'])
/** Folders that hold more than one install, or a person's things: they are never shown whole. */
const SHARED = new Set([
  '/',
  '/usr',
  '/usr/local',
  '/home',
  '/root',
  '/opt',
  '/var',
  '/srv',
  '/mnt',
  '/media',
  '/run',
])
/** A link leads to an install whose own links lead to another one, and so on, but not for ever. */
const MOST_ROUNDS = 4

/**
 * @param searchPath the `PATH`
 * @param home the user's home folder, which is never shown whole; undefined where there is none
 * @returns existing folders and files, in no particular order
 */
export function pathInstalls(searchPath: string, home: string | undefined): string[] {
  const shown = new Set<string>()
  const homes = new Set([home, home && real(home)].filter(place => place !== undefined))
  let folders = searchPath.split(path.delimiter).filter(folder => path.isAbsolute(folder))
  for (let round = 0; round < MOST_ROUNDS && folders.length > 0; round++) {
    const next: string[] = []
    for (const folder of folders) {
      const place = real(folder)
      if (place === undefined || shown.has(folder) || SHARED.has(place) || homes.has(place)) continue
      // Under the name on the PATH, too: links on the way to it are the view's to make.
      shown.add(folder)
      shown.add(installOf(place, homes))
      for (const target of linkTargets(place)) {
        const holder = path.dirname(target)
        const install = installOf(holder, homes)
        // A single file of a folder that may not be shown.
        shown.add(install === holder && (SHARED.has(holder) || homes.has(holder)) ? target : install)
        if (!folders.includes(holder)) next.push(holder)
      }
    }
    folders = next
  }
  return [...shown]
}

/** The install that a folder of commands belongs to, or the folder alone where that holds other things as well. */
function installOf(folder: string, homes: ReadonlySet<string>): string {
  const parent = path.dirname(folder)
  const whole = INSIDE_AN_INSTALL.has(path.basename(folder).toLowerCase())
  if (!whole || SHARED.has(parent) || homes.has(parent) || isPersonal(parent, homes)) return folder
  return parent
}

/** `~/.local` holds what `pip install --user` put there, and a person's data. */
function isPersonal(folder: string, homes: ReadonlySet<string>): boolean {
  return homes.has(path.dirname(folder)) && path.basename(folder) === '.local'
}

/** Where the links in a folder of commands end. */
function linkTargets(folder: string): string[] {
  const targets: string[] = []
  for (const name of namesIn(folder)) {
    const at = path.join(folder, name)
    try {
      if (!lstatSync(at).isSymbolicLink()) continue
      const direct = path.resolve(folder, readlinkSync(at))
      const target = realpathSync(at)
      for (const one of new Set([direct, target])) if (path.dirname(one) !== folder) targets.push(one)
    } catch {
      // It leads nowhere.
    }
  }
  return targets
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function real(folder: string): string | undefined {
  try {
    return realpathSync(folder)
  } catch {
    return undefined
  }
}
