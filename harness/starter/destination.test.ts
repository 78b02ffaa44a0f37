import { describe, expect, it } from 'vitest'
import { whyNoDestination } from './destination.ts'

const why = (folder: string) => whyNoDestination(folder, '/work/day2')

describe('a place for a student’s folder', () => {
  it.each(['/work/day2/submission', '/work/day2/my work', '/home/ana/day2', '/work/day2-suites', '/work'])(
    'may be %s',
    folder => {
      expect(why(folder)).toBe(undefined)
    },
  )

  it.each([
    ['/work/day2', "it is the project's own root"],
    ['/work/day2/solutions', "it is inside the project's own solutions/"],
    ['/work/day2/starter/mine', "it is inside the project's own starter/"],
    ['/work/day2/Suites/x', "it is inside the project's own suites/"],
    ['/work/day2/node_modules/x', 'it is inside node_modules/'],
    ['/home/ana/node_modules/x', 'it is inside node_modules/'],
  ])('is not %s', (folder, reason) => {
    expect(why(folder)).toBe(reason)
  })
})
