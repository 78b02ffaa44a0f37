// Can this machine shut programs in? The whole deed is done once, with a command that does nothing.
import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { componentView } from './base-view.ts'
import { enterView } from './enter-view.ts'
import { prepareView, removeView } from './prepare-view.ts'
import { ROOM } from './room.ts'

const LIMIT_MS = 20_000

/** Inside a lane whose room is open. @returns why programs cannot be shut in, in the tools' own words; undefined where they can */
export async function whyNoViews(): Promise<string | undefined> {
  try {
    const view = componentView('trial', { seen: [], writable: [], hidden: [] })
    const root = await prepareView(view, path.join(ROOM, 'views'))
    try {
      const [file = '', ...args] = enterView({ root, cwd: '/', command: ['true'] })
      await promisify(execFile)(file, args, { timeout: LIMIT_MS })
    } finally {
      await removeView(root)
    }
    return undefined
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim().split('\n')[0] : ''
    return said || (error instanceof Error ? error.message : String(error))
  }
}
