import path from 'node:path'
import { expect, it } from 'vitest'
import { PROJECT } from '#harness/host/project.ts'
import { cacheRoot } from './cache-folder.ts'

it('an empty name is none', () => {
  expect(cacheRoot('')).toBe(cacheRoot(undefined))
  expect(cacheRoot('')).toMatch(/day2-kafka/)
})

it('is absolute: Maven would look for a relative one in each of its modules', () => {
  const away = path.relative(process.cwd(), '/somewhere/else')
  expect(cacheRoot(away)).toBe(path.resolve('/somewhere/else'))
})

it.each([PROJECT, path.join(PROJECT, 'cache'), path.join(PROJECT, '..cache', '..', 'cache')])(
  'is not in the project: %s',
  folder => {
    expect(() => cacheRoot(folder)).toThrow(/inside the project.*export DAY2_CACHE=/s)
  },
)

it('beside the project is fine', () => {
  expect(cacheRoot(`${PROJECT}-cache`)).toBe(`${PROJECT}-cache`)
})

it.skipIf(process.platform === 'win32')('has nothing in its path that parts a class path', () => {
  expect(() => cacheRoot('/data/a:b/cache')).toThrow(/":" in its name/)
  expect(() => cacheRoot('/data/wow!/cache')).toThrow(/"!" in its name/)
  expect(cacheRoot('/data/Doe, Jane/ü #%=$\'"\\')).toContain('Doe, Jane')
})
