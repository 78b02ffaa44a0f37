import { describe, expect, it } from 'vitest'
import { whyNoDestination } from './destination.ts'

const why = (folder: string) => whyNoDestination(folder, '/srv/day2')

describe('a place for a student’s folder', () => {
  it.each(['/srv/day2/submission', '/srv/day2/my work', '/home/ana/day2', '/srv/day2-suites', '/srv'])(
    'may be %s',
    folder => {
      expect(why(folder)).toBe(undefined)
    },
  )

  it.each([
    ['/srv/day2', "it is the project's own root"],
    ['/srv/day2/solutions', "it is inside the project's own solutions/"],
    ['/srv/day2/starter/mine', "it is inside the project's own starter/"],
    ['/srv/day2/Suites/x', "it is inside the project's own suites/"],
    ['/srv/day2/node_modules/x', 'it is inside node_modules/'],
    ['/home/ana/node_modules/x', 'it is inside node_modules/'],
  ])('is not %s', (folder, reason) => {
    expect(why(folder)).toBe(reason)
  })
})
