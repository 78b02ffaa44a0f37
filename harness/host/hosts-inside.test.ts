import { expect, it } from 'vitest'
import { hostsInside } from './hosts-inside.ts'

it.each([
  [
    'own name resolves nowhere',
    '127.0.0.1 localhost\n::1 localhost\n',
    'pc',
    '127.0.0.1 localhost pc\n127.0.0.1 localhost\n::1 localhost\n',
  ],
  ['no localhost', '', 'pc', '127.0.0.1 localhost pc\n'],
  [
    'an address that the private network has not',
    '10.1.2.3 pc pc.lan # mine\n10.1.2.4 printer',
    'pc',
    '127.0.0.1 localhost pc\n10.1.2.3 pc.lan\n10.1.2.4 printer\n',
  ],
  ['a name that no hosts file can hold', '# nothing', 'a b', '127.0.0.1 localhost\n'],
])('%s', (_, hosts, name, expected) => {
  expect(hostsInside(hosts, name)).toBe(expected)
})
