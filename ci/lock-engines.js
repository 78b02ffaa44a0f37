// Takes the `engines` out of package-lock.json: everything runs on the project's own Node, whatever Node `npm ci` runs on, and a
// user whose npm has `engine-strict` could not install it otherwise. `npm run lock` after each change of dependencies.
import { readFileSync, writeFileSync } from 'node:fs'

const file = new URL('../package-lock.json', import.meta.url)
const lock = JSON.parse(readFileSync(file, 'utf8'))
for (const [name, entry] of Object.entries(lock.packages))
  if (name.includes('node_modules/')) delete entry.engines
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
