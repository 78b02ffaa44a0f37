// For the test of a killed grade: opens a lab and waits for its end.
import { findEngine } from './engine.ts'
import { openContainersLab } from './open.ts'

const [run = ''] = process.argv.slice(2)
await openContainersLab({ engine: await findEngine(), javaVersion: '', run })
process.stdout.write('open\n')
setInterval(() => {}, 1000)
