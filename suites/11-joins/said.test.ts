import { expect, test } from 'vitest'
import { findingFor, isFinal } from './finding.ts'
import { moneyOf, objectOf, wrongOrders } from './said.ts'

const record = (value: string | null) => ({
  partition: 0,
  offset: 0n,
  timestamp: 0n,
  headers: [],
  key: Buffer.from('o-1'),
  value: value === null ? null : Buffer.from(value),
})
const said = (rows: Record<string, string[]>) =>
  new Map(Object.entries(rows).map(([order, texts]) => [order, new Set(texts)]))

test('objects are compared by the members that are named, in any order; what is none is told as it is', () => {
  const read = objectOf(['order_id', 'carrier'])
  expect(read(record('{"more":[1],"carrier":"x","order_id":"o-1"}'))).toBe('{"order_id":"o-1","carrier":"x"}')
  for (const value of ['{"order_id":"o-1"}', '{"order_id":"o-1","carrier":null}', '"text"', 'o-1 x', null])
    expect(read(record(value)), String(value)).toMatch(/^unreadable /)
})

test('money has two places', () => {
  expect(moneyOf(record('12.50'))).toBe('12.50')
  for (const value of ['12.5', '1.25E1', '"12.50"', '12,50', '', null])
    expect(moneyOf(record(value)), String(value)).toMatch(/^unreadable /)
})

test('each order has what is possible, once', () => {
  const right = new Map([
    ['o-1', ['a']],
    ['o-2', [undefined]],
    ['o-3', [undefined, 'a', 'b']],
  ])
  expect(wrongOrders(said({ 'o-1': ['a'] }), right)).toEqual([])
  expect(wrongOrders(said({ 'o-1': ['a'], 'o-3': ['b'] }), right)).toEqual([])
  const kinds = (rows: Record<string, string[]>) => wrongOrders(said(rows), right).map(({ kind }) => kind)
  expect(kinds({})).toEqual(['missing'])
  expect(kinds({ 'o-1': ['b'] })).toEqual(['other value'])
  expect(kinds({ 'o-1': ['a', 'b'] })).toEqual(['other value'])
  expect(kinds({ 'o-1': ['a'], 'o-2': ['a'] })).toEqual(['unasked'])
  expect(kinds({ 'o-1': ['a'], 'o-3': ['a', 'b'] })).toEqual(['other value'])
  expect(kinds({ 'o-1': ['a'], '"o-1"': ['a'] })).toEqual(['unknown key'])
  expect(kinds({ 'o-1': ['unreadable "x"'] })).toEqual(['unreadable'])
})

test("what is another check's matter is passed over, unless it is right", () => {
  const right = new Map([
    ['o-1', ['a']],
    ['o-2', [undefined]],
  ])
  const far = new Map([
    ['o-1', ['far']],
    ['o-2', ['far']],
  ])
  expect(wrongOrders(said({ 'o-1': ['a', 'far'], 'o-2': ['far'] }), right, far)).toEqual([])
  expect(wrongOrders(said({ 'o-1': ['far'] }), right, far).map(({ kind }) => kind)).toEqual(['missing'])
  expect(wrongOrders(said({ 'o-1': ['a', 'far'], 'o-2': ['far'] }), right).map(({ text }) => text)).toEqual([
    'o-1: a and far instead of a',
    'o-2: far instead of nothing',
  ])
})

test('what is missing may still come; what is written stays', () => {
  const right = new Map([['o-1', ['a']]])
  expect(isFinal(wrongOrders(said({}), right))).toBe(false)
  expect(isFinal(wrongOrders(said({ 'o-1': ['b'] }), right))).toBe(true)
})

test('one mistake in two results is told in the same words', () => {
  const told = (topic: string, rows: Record<string, string[]>, records = 1) => {
    const wrong = wrongOrders(said(rows), new Map([['o-1', ['a']]]))
    return findingFor({ topic, records, wrong, shape: 'as asked' }).message
  }
  for (const [rows, records] of [
    [{}, 0],
    [{ '"o-1"': ['a'] }, 1],
    [{ 'o-1': ['unreadable x'] }, 1],
  ] as const)
    expect(told('one', rows as Record<string, string[]>, records)).toBe(
      told('two', rows as Record<string, string[]>, records),
    )
  expect(told('one', { 'o-1': ['b'] })).toBe('1 order(s) are wrong in one')
})
