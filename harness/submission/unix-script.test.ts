import { describe, expect, it } from 'vitest'
import { asUnixScript } from './unix-script.ts'

const repaired = (name: string, content: string) =>
  asUnixScript(name, Buffer.from(content))?.content.toString()

describe('asUnixScript', () => {
  it.each([
    ['setup.sh', 'echo ä\r\necho\n', 'echo ä\necho\n'],
    ['setup', '#!/bin/sh\r\n', '#!/bin/sh\n'],
    ['setup', '\ufeff#!/bin/sh\n', '#!/bin/sh\n'],
  ])('%s %j becomes %j', (name, before, after) => expect(repaired(name, before)).toBe(after))

  it.each([
    ['setup.sh', 'echo\n'],
    ['setup.sh', 'echo a\rb\n'],
    ['setup.sh', '#!/bin/sh\r\n\0binary'],
    ['data', 'a\r\nb'],
    ['LICENSE', '\ufefftext'],
    ['empty.sh', ''],
  ])('%s %j stays as it is', (name, content) => expect(repaired(name, content)).toBeUndefined())
})
