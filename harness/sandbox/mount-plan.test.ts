import path from 'node:path'
import { expect, it } from 'vitest'
import { fill, testFolder } from '#harness/submission/testing/test-folder.ts'
import { planMounts } from './mount-plan.ts'

const told = (steps: ReturnType<typeof planMounts>, root: string): string[] =>
  steps
    // Folders above the test's own say nothing here.
    .filter(step => step.path.startsWith(root))
    .map(step => {
      const at = path.relative(root, step.path) || '.'
      if (step.do === 'bind')
        return [
          `${step.writable ? 'write' : 'read'} ${at}`,
          ...step.below.map(b => path.relative(root, b.path)),
        ].join(' with ')
      return `${step.do} ${at}${'to' in step ? ` -> ${step.to}` : ''}`
    })

it('shows folders, covers what is hidden in them, and shows again what is needed of that', async () => {
  const root = await fill(await testFolder(), {
    'home/notes.txt': '',
    'home/.ssh/key': '',
    'home/token': 'secret',
    'home/project/suites/a': '',
    'home/project/node_modules/kafkajs/index.js': '',
    'home/project/node_modules/day2/x': '',
    'elsewhere/x': '',
  })
  const at = (...names: string[]): string[] => names.map(name => path.join(root, name))
  const steps = planMounts(
    {
      name: 'x',
      seen: at('home', 'home/notes.txt', 'home/project/node_modules/kafkajs', 'nowhere'),
      writable: at('home/project/work'),
      hidden: at('home/.ssh', 'home/token', 'home/project', 'elsewhere', 'nowhere else'),
    },
    [],
  )
  expect(told(steps, root)).toEqual([
    'folder .',
    'folder home',
    'read home',
    'cover home/.ssh',
    'cover home/project',
    'folder home/project/node_modules',
    'folder home/project/node_modules/kafkajs',
    'read home/project/node_modules/kafkajs',
    'cover home/token',
    'seal home/project',
    'seal home/.ssh',
  ])
})

it('follows links, makes those that no shown folder holds, and stops at a loop', async () => {
  const root = await fill(await testFolder(), {
    'usr/bin/java': '',
    bin: { link: 'usr/bin' },
    'opt/jdk': { link: '../usr' },
    'loop/a': { link: 'b' },
    'loop/b': { link: 'a' },
  })
  const at = (...names: string[]): string[] => names.map(name => path.join(root, name))
  const steps = planMounts(
    { name: 'x', seen: at('bin', 'usr', 'opt/jdk/bin/java', 'loop/a'), writable: [], hidden: [] },
    [],
  )
  expect(told(steps, root)).toEqual([
    'folder .',
    'link bin -> usr/bin',
    'folder opt',
    'link opt/jdk -> ../usr',
    'folder usr',
    'read usr',
  ])
})

it('takes along mounts that lie inside, and a writable folder inside a read-only one', async () => {
  const root = await fill(await testFolder(), { 'a/b/x': '', 'a/c/x': '', 'ab/x': '' })
  const below = { path: path.join(root, 'a/b'), options: ['nosuid'] }
  const steps = planMounts(
    { name: 'x', seen: [path.join(root, 'a')], writable: [path.join(root, 'a/c')], hidden: [] },
    [{ path: '/', options: ['relatime'] }, below, { path: path.join(root, 'ab'), options: [] }],
  )
  expect(told(steps, root)).toEqual(['folder .', 'folder a', 'read a with a/b', 'write a/c'])
  expect(steps.find(step => step.do === 'bind')).toMatchObject({ options: ['relatime'], below: [below] })
})

it('shows a copy in the place of a folder, and covers of what is hidden there only what has been copied', async () => {
  const root = await fill(await testFolder(), {
    'etc/hosts': '',
    'etc/shadow': '',
    'etc/mine/app.sh': '',
    'copy/hosts': '',
    'copy/mine/app.sh': '',
  })
  const at = (...names: string[]): string[] => names.map(name => path.join(root, name))
  const [etc = '', copy = ''] = at('etc', 'copy')
  const steps = planMounts(
    { name: 'x', seen: [etc], writable: [], hidden: at('etc/shadow', 'etc/mine') },
    [],
    new Map([[etc, copy]]),
  )
  expect(told(steps, root)).toEqual(['folder .', 'folder etc', 'read etc', 'cover etc/mine', 'seal etc/mine'])
  expect(steps.find(step => step.do === 'bind')).toMatchObject({ path: etc, from: copy })
})
