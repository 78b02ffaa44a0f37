// What of the user's environment the grader's own Node must not get, and what it cannot do without.
import { mkdirSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** They change how Node itself behaves: what is preloaded, where imports are found, which way calls to the lab take. */
const NOT_OURS = [
  'NODE_OPTIONS',
  'NODE_PATH',
  'NODE_USE_ENV_PROXY',
  'NODE_PRESERVE_SYMLINKS',
  'NODE_PRESERVE_SYMLINKS_MAIN',
  'NODE_TLS_REJECT_UNAUTHORIZED',
  'NODE_DEBUG',
  'NODE_PENDING_DEPRECATION',
  'NODE_REDIRECT_WARNINGS',
  'DAY2_LIFELINE',
]

/**
 * @param {NodeJS.ProcessEnv} given
 * @returns {NodeJS.ProcessEnv}
 */
export function ownVariables(given) {
  const env = { ...given }
  for (const name of NOT_OURS) delete env[name]
  // An empty one is none. Libraries ask for the home folder while they are loaded, and Node throws where a user has neither
  // HOME nor an entry in the account data base, as in a container that runs with `--user 54321`.
  if (process.platform !== 'win32' && !env.HOME) env.HOME = homeOfAccount() ?? madeHome()
  return env
}

/** @returns {string | undefined} */
function homeOfAccount() {
  try {
    return os.userInfo().homedir || undefined
  } catch {
    return undefined
  }
}

/** @returns {string} */
function madeHome() {
  const home = path.join(os.tmpdir(), `day2-home-${process.getuid?.() ?? 'user'}`)
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 })
  } catch {
    // Whoever writes there says so.
  }
  return home
}
