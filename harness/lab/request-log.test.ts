import { expect, test } from 'vitest'
import { type LogSource, RequestLog } from './request-log.ts'

class Growing implements LogSource {
  text = ''
  bytesRead = 0
  size = async (): Promise<number> => Buffer.byteLength(this.text)
  from = async (offset: number): Promise<Buffer> => {
    const rest = Buffer.from(this.text).subarray(offset)
    this.bytesRead += rest.length
    return rest
  }
}

const lines = (text: string): string[] => text.split('\n').filter(line => line !== '')

test('entries come once each line is whole, and only what is new is read', async () => {
  const source = new Growing()
  const log = new RequestLog(source, lines)
  expect(await log.entries()).toEqual([])
  source.text = 'é1\n22'
  expect(await log.entries()).toEqual(['é1'])
  source.text += '2\n'
  expect(await log.entries()).toEqual(['é1', '222'])
  source.bytesRead = 0
  expect(await log.entries()).toEqual(['é1', '222'])
  expect(source.bytesRead).toBe(0)
})

test('what is forgotten does not come back, nor half of a line', async () => {
  const source = new Growing()
  const log = new RequestLog(source, lines)
  source.text = '1\n'
  await log.forget()
  expect(await log.entries()).toEqual([])
  source.text += '2\n3'
  expect(await log.entries()).toEqual(['2'])
  await log.forget()
  source.text += '33\n4\n'
  expect(await log.entries()).toEqual(['4'])
  source.bytesRead = 0
  await log.forget()
  expect(source.bytesRead).toBe(0)
})
