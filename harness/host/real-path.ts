import { realpathSync } from 'node:fs'
import path from 'node:path'

/** Absolute, with links resolved as far as the path exists. */
export function realPath(file: string): string {
  const whole = path.resolve(file)
  try {
    return realpathSync(whole)
  } catch {
    const parent = path.dirname(whole)
    return parent === whole ? whole : path.join(realPath(parent), path.basename(whole))
  }
}
