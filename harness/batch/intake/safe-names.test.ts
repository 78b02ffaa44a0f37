import { describe, expect, test } from 'vitest'
import { assignFolders, safeName } from './safe-names.ts'

describe('a name that every file system takes', () => {
  test.each([
    ['Ada Lovelace', 'Ada-Lovelace'],
    ['../../etc/passwd', 'etc-passwd'],
    ['..', 'submission'],
    ['', 'submission'],
    ['Çelik, Özgür', 'Celik-Ozgur'],
    ['李小龙', '李小龙'],
    ['con', 'submission-con'],
    ['LPT1.txt', 'submission-LPT1.txt'],
    ['class.json', 'submission-class.json'],
    ['gradebook.csv', 'submission-gradebook.csv'],
    ['.day2', 'day2'],
    ['a\u0000b\u001b[31m', 'a-b-31m'],
    ['x'.repeat(200), 'x'.repeat(80)],
    ['龙'.repeat(100), '龙'.repeat(26)],
  ])('%j', (name, safe) => {
    expect(safeName(name)).toBe(safe)
  })
})

test('two of the same name are told apart, and what was given out stays', () => {
  const folders = assignFolders(
    ['Ada', 'ada', 'ADA'].map((name, index) => ({ source: `${index}`, name })),
    new Map([['2', 'ada']]),
  )
  expect([...folders.values()]).toEqual(['Ada-2', 'ada-3', 'ada'])
})
