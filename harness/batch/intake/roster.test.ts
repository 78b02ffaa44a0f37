import path from 'node:path'
import { expect, test } from 'vitest'
import { UserError } from '#harness/host/user-error.ts'
import { fill, testFolder } from '#harness/submission/testing/test-folder.ts'
import { parseRoster, readRoster } from './roster.ts'

const brief = (text: string) => parseRoster(text, 'r.csv').map(({ keys, ...rest }) => rest)

test('columns by many names, in the dialects of spreadsheets', () => {
  expect(brief('\ufeffStudent Name;Student_ID;Late\r\n"Lovelace; Ada";7;yes\r\nBob;8;0\r\n\r\n')).toEqual([
    { name: 'Lovelace; Ada', id: '7', late: 'late' },
    { name: 'Bob', id: '8' },
  ])
  expect(brief('Vorname\tNachname\tE-Mail\nÖzgür\tÇelik\to@example.org\n')).toEqual([
    { name: 'Özgür Çelik', email: 'o@example.org' },
  ])
  expect(brief('username,lateness\nada,00:00:00\nbob,1 day\n')).toEqual([
    { name: 'ada', id: 'ada' },
    { name: 'bob', id: 'bob', late: '1 day' },
  ])
})

test('what is no roster is refused with what is missing', async () => {
  expect(() => parseRoster('points\n10\n', 'r.csv')).toThrow('has no column that names people')
  expect(() => parseRoster('name\n"never ends\n', 'r.csv')).toThrow(/^The roster r.csv is no CSV: /)
  const folder = await fill(await testFolder(), { 'r.csv': 'name\nAda\n' })
  expect((await readRoster(path.join(folder, 'r.csv'))).map(({ name }) => name)).toEqual(['Ada'])
  await expect(readRoster(path.join(folder, 'none.csv'))).rejects.toThrow(UserError)
})
