// Runs in namespaces of its own: prepares a view that is given as JSON, runs a command in it, and ends with its exit code.
import { spawnSync } from 'node:child_process'
import { enterView } from '../enter-view.ts'
import { prepareView } from '../prepare-view.ts'
import type { View } from '../view.ts'

const [view = '', shelf = '', cwd = '', limit = '', ...command] = process.argv.slice(2)
const root = await prepareView(JSON.parse(view) as View, shelf)
const [file = '', ...args] = enterView({
  root,
  cwd,
  processes: limit === '' ? undefined : Number(limit),
  command,
})
const { status, error } = spawnSync(file, args, { stdio: 'inherit' })
if (error) process.stderr.write(`${error.message}\n`)
process.exitCode = status ?? 99
