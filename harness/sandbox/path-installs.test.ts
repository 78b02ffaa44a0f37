import path from 'node:path'
import { expect, it } from 'vitest'
import { fill, testFolder } from '#harness/submission/testing/test-folder.ts'
import { pathInstalls } from './path-installs.ts'

const at = (root: string, ...names: string[]): string[] => names.map(name => path.join(root, name))

it('shows the installs of version managers, tool caches and virtual environments, and what links lead to', async () => {
  const root = await fill(await testFolder(), {
    'home/.pyenv/shims/python': { run: '#!' },
    'home/.pyenv/versions/3.12/bin/python3': { run: '' },
    'home/.nvm/versions/node/v24/bin/node': { run: '' },
    'home/.sdkman/candidates/java/25/bin/java': { run: '' },
    'home/.sdkman/candidates/java/current': { link: '25' },
    'opt/hostedtoolcache/Python/x64/bin/python': { run: '' },
    'home/course/.venv/bin/python': { link: '../../../.pyenv/versions/3.12/bin/python3' },
    'home/.local/bin/uv': { link: '../share/uv/bin/uv' },
    'home/.local/share/uv/bin/uv': { run: '' },
    'home/bin/mine': { run: '' },
    'home/bin/linked': { link: '../tools/linked' },
    'home/tools/linked': { run: '' },
    'home/bin/broken': { link: 'nowhere' },
  })
  const folders = at(
    root,
    'home/.pyenv/shims',
    'home/.nvm/versions/node/v24/bin',
    'home/.sdkman/candidates/java/current/bin',
    'opt/hostedtoolcache/Python/x64/bin',
    'home/course/.venv/bin',
    'home/.local/bin',
    'home/bin',
    'not/there',
  )
  const shown = pathInstalls([...folders, 'relative', ''].join(path.delimiter), path.join(root, 'home'))
  expect(shown.sort()).toEqual(
    at(
      root,
      ...['home/.pyenv', 'home/.pyenv/shims', 'home/.pyenv/versions/3.12'],
      ...['home/.nvm/versions/node/v24', 'home/.nvm/versions/node/v24/bin'],
      ...['home/.sdkman/candidates/java/25', 'home/.sdkman/candidates/java/current/bin'],
      ...['opt/hostedtoolcache/Python/x64', 'opt/hostedtoolcache/Python/x64/bin'],
      ...['home/course/.venv', 'home/course/.venv/bin'],
      ...['home/.local/bin', 'home/.local/share/uv', 'home/bin', 'home/tools'],
      // Looked into for links of its own.
      ...['home/.pyenv/versions/3.12/bin', 'home/.local/share/uv/bin'],
    ).sort(),
  )
})

it('never shows a home folder, or the system above a folder of commands', async () => {
  const root = await fill(await testFolder(), {
    'home/bin/x': { link: '../script' },
    'home/script': { run: '' },
    'home/secret': 'x',
  })
  const home = path.join(root, 'home')
  expect(pathInstalls(`${home}:${home}/bin`, home).sort()).toEqual(at(root, 'home/bin', 'home/script'))
})
