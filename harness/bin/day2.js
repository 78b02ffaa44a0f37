#!/usr/bin/env node
// Finds the project's own Node (24, whatever Node npm runs on) and hands everything over to cli.ts.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { ownVariables } from './own-variables.js'

const here = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const node = projectNode()
const args = [
  '--disable-warning=TimeoutNegativeWarning',
  '--disable-warning=ExperimentalWarning',
  path.join(here, 'cli.ts'),
  ...process.argv.slice(2),
]
// The pipe on descriptor 3 closes when this process ends, however that happens; cli.ts then ends too.
const child = spawn(node, args, {
  stdio: ['inherit', 'inherit', 'inherit', 'pipe'],
  env: { ...ownVariables(process.env), DAY2_LIFELINE: '3' },
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('error', error => {
  process.stderr.write(`day2: ${node} cannot be started: ${error.message}\n`)
  process.exit(2)
})
child.on('exit', (code, signal) => {
  if (signal) process.stderr.write(`day2: ended by ${signal}\n`)
  process.exit(code ?? 2)
})

function projectNode() {
  try {
    const manifest = createRequire(import.meta.url).resolve('node/package.json')
    const binary = path.join(
      path.dirname(manifest),
      'bin',
      process.platform === 'win32' ? 'node.exe' : 'node',
    )
    if (existsSync(binary)) return binary
  } catch {
    // Reported below, unless this Node will do.
  }
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  process.stderr.write(
    `day2: the project's own Node 24 is not installed (this is Node ${process.versions.node}).\n` +
      'Run `npm ci` in the project; if install scripts are switched off there: `npm rebuild node --ignore-scripts=false`; or use Node 24 or newer.\n',
  )
  return process.exit(2)
}
