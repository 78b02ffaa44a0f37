import { expect, test } from 'vitest'
import { firstFile } from './tar-text.ts'

function entry(kind: string, content: string): Buffer {
  const header = Buffer.alloc(512)
  header.write('name')
  header.write(`${Buffer.byteLength(content).toString(8).padStart(11, '0')}\0`, 124)
  header.write(kind, 156)
  const body = Buffer.alloc(Math.ceil(Buffer.byteLength(content) / 512) * 512)
  body.write(content)
  return Buffer.concat([header, body])
}

test('the content of the file, whatever stands before it', () => {
  const archive = Buffer.concat([
    entry('x', '30 mtime=1\n'),
    entry('0', 'Grüße\n'.repeat(200)),
    Buffer.alloc(1024),
  ])
  expect(firstFile(archive).toString()).toBe('Grüße\n'.repeat(200))
})

test('no file is an empty text', () => {
  expect(firstFile(Buffer.alloc(0))).toHaveLength(0)
  expect(firstFile(Buffer.concat([entry('5', ''), Buffer.alloc(1024)]))).toHaveLength(0)
})
