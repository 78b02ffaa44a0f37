import { expect, test } from 'vitest'
import { isoTime, windowStarts } from './windows.ts'

const MINUTE = 60_000
const at = (text: string): number => Date.parse(text)
const told = (starts: number[]): string[] => starts.map(isoTime)

test('a moment is written with whole seconds, in UTC', () => {
  expect(isoTime(at('2024-01-15T10:05:00+05:45'))).toBe('2024-01-15T04:20:00Z')
  expect(isoTime(at('2024-01-15T10:05:07.999Z'))).toBe('2024-01-15T10:05:07Z')
})

test('tumbling: the start is inside, the end is in the next one', () => {
  const minutes = (text: string): string[] => told(windowStarts(at(text), 5 * MINUTE))
  expect(minutes('2024-01-15T10:05:00Z')).toEqual(['2024-01-15T10:05:00Z'])
  expect(minutes('2024-01-15T10:04:59Z')).toEqual(['2024-01-15T10:00:00Z'])
})

test('hopping: a moment is in as many windows as overlap there', () => {
  const minutes = (text: string): string[] => told(windowStarts(at(text), 10 * MINUTE, 5 * MINUTE))
  expect(minutes('2024-01-15T10:05:00Z')).toEqual(['2024-01-15T10:00:00Z', '2024-01-15T10:05:00Z'])
  expect(minutes('2024-01-15T10:04:59Z')).toEqual(['2024-01-15T09:55:00Z', '2024-01-15T10:00:00Z'])
  expect(minutes('2024-01-15T00:00:00Z')).toEqual(['2024-01-14T23:55:00Z', '2024-01-15T00:00:00Z'])
})
