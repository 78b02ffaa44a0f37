import { expect, test } from 'vitest'
import { mainAttributes } from './jar-manifest.ts'

test('main attributes: folded lines, any line end, names in any case, and nothing of what stands below', () => {
  const manifest =
    'Manifest-Version: 1.0\r\nmain-class: com.exam\r\n ple.App \r\nClass-Path: lib/a.jar lib\r\n /b.jar\r\n\r\nName: x\r\nAdd-Opens: no\r\n'
  const expected = [
    ['manifest-version', '1.0'],
    ['main-class', 'com.example.App'],
    ['class-path', 'lib/a.jar lib/b.jar'],
  ]
  expect([...mainAttributes(manifest)]).toEqual(expected)
  expect([...mainAttributes(manifest.replaceAll('\r\n', '\r'))]).toEqual(expected)
  expect([...mainAttributes('')]).toEqual([])
})
