import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { expect, it } from 'vitest'

it.skipIf(process.platform !== 'linux')('what was left open is not passed on, what is spared is', () => {
  const module = path.join(import.meta.dirname, 'inherited-descriptors.ts')
  const script = `
    import { closeInheritedDescriptors } from ${JSON.stringify(module)}
    import { execFileSync } from 'node:child_process'
    import { readFileSync } from 'node:fs'
    const open = () => execFileSync('sh', ['-c', 'ls -l /proc/$$/fd'], { encoding: 'utf8' })
    const before = open().includes('inherited-descriptors.test.ts')
    closeInheritedDescriptors([7])
    console.log(before, open().includes('inherited-descriptors.test.ts'), readFileSync(7, 'latin1') !== '')`
  const run = spawnSync(
    'bash',
    [
      '-c',
      'exec 7</etc/passwd 200<"$1"; exec "$2" --input-type=module -e "$3"',
      'bash',
      import.meta.filename,
      process.execPath,
      script,
    ],
    { encoding: 'utf8' },
  )
  expect(run.stderr).toBe('')
  expect(run.stdout).toBe('true false true\n')
})
