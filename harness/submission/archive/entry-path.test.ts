import { posix, win32 } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { entryPath, leadsOutside } from './entry-path.ts'

describe('entryPath', () => {
  it.each([
    ['03-word-count/app.ts', '03-word-count/app.ts'],
    ['./03-word-count//app.ts', '03-word-count/app.ts'],
    ['03-word-count\\app.ts', '03-word-count/app.ts'],
    ['03-word-count/', '03-word-count'],
    ['./', ''],
    ['a/..b/c...', 'a/..b/c...'],
    ['12:30.log', '12:30.log'],
  ])('%j lands at %j', (name, path) => expect(entryPath(name)).toEqual({ path }))

  it.each([
    '../evil',
    'a/../../evil',
    'a/..',
    '..\\evil',
    '/etc/x',
    '\\\\host\\x',
    'C:\\x',
    'c:x',
    './C:/x',
    '',
    'a\0b',
    '.. /x',
  ])('%j is refused', name => expect(entryPath(name)).toHaveProperty('problem'))

  it('refuses what is nested without end', () => {
    expect(entryPath('a/'.repeat(101))).toEqual({ problem: 'lies more than 100 folders deep' })
  })
})

const part = fc.oneof(
  fc.constantFrom('..', '.', '', '.. ', '...', 'C:', 'c:x', 'a', '~', '\0', '\\..', '..\\', '\\\\?\\C:'),
  fc.string({ maxLength: 4 }),
)
const wild = fc
  .array(fc.tuple(part, fc.constantFrom('/', '\\', '//')), { maxLength: 8 })
  .map(parts => parts.flat().join(''))

describe('whatever the name', () => {
  it.each([
    ['Unix', posix, '/scratch/sub'],
    ['Windows', win32, 'C:\\scratch\\sub'],
  ] as const)('an accepted path stays below its root on %s', (_, { resolve, relative, isAbsolute }, root) => {
    fc.assert(
      fc.property(wild, name => {
        const checked = entryPath(name)
        if ('problem' in checked) return
        const way = relative(root, resolve(root, checked.path))
        expect(isAbsolute(way)).toBe(false)
        expect(way.split(/[\\/]/)).not.toContain('..')
      }),
      { numRuns: 3000 },
    )
  })

  it('an accepted path is accepted again, unchanged', () => {
    fc.assert(
      fc.property(wild, name => {
        const checked = entryPath(name)
        if ('path' in checked && checked.path !== '') expect(entryPath(checked.path)).toEqual(checked)
      }),
    )
  })

  it('a link that is not said to lead outside resolves below its root', () => {
    fc.assert(
      fc.property(wild, wild, (from, target) => {
        const checked = entryPath(from)
        if ('problem' in checked || checked.path === '' || leadsOutside(checked.path, target)) return
        const to = posix.resolve('/scratch/sub', posix.dirname(checked.path), target.replaceAll('\\', '/'))
        expect(`${to}/`.startsWith('/scratch/sub/')).toBe(true)
      }),
      { numRuns: 3000 },
    )
  })
})

describe('leadsOutside', () => {
  it.each([
    ['a', '../x', true],
    ['a/b', '../x', false],
    ['a/b', '../../x', true],
    ['a', '/etc/passwd', true],
    ['a', 'C:\\x', true],
    ['a', 'b/../../x', true],
    ['a', 'b/c', false],
  ])('from %j to %j: %j', (from, target, outside) => expect(leadsOutside(from, target)).toBe(outside))
})
