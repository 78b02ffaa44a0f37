// Where Node begins. Everything is loaded after what catches everything, so that also a fault at import time is exit code 2.
import { giveUp, installLastResort } from './last-resort.ts'

installLastResort()
try {
  const { runCommandLine } = await import('./command-line.ts')
  // Whatever a library still holds open must not keep a finished command alive.
  process.exit(await runCommandLine(process.argv))
} catch (error) {
  giveUp(error)
}
