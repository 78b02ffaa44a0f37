import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import { columns } from '#harness/results/terminal-text.ts'
import { renderWaiting } from './waiting-line.ts'

const waiting = { what: '40 lines to arrive in file-events', waitedMs: 14_200, leftMs: 25_900, stretch: 1 }

test('for what, and for how long it may still take', () => {
  expect(renderWaiting('ingests-lines', waiting, { colour: false, width: 100 })).toBe(
    '  … ingests-lines  waiting for 40 lines to arrive in file-events (14 s, at most 26 s more)',
  )
})

test('a wait that a busy machine has made longer says so', () => {
  expect(
    renderWaiting('ingests-lines', { ...waiting, stretch: 2.14 }, { colour: false, width: 140 }),
  ).toContain('(14 s, at most 26 s more: this machine is busy, it gets 2.1 times as long)')
})

test.each([40, 60, 80, 100])('it fits a terminal of %d columns', width => {
  for (const what of [waiting.what, 'x'.repeat(500), 'two\nlines \u001b[2J']) {
    const line = renderWaiting(
      'survives-worker-crash',
      { ...waiting, what, stretch: 8 },
      { colour: true, width },
    )
    expect(line).not.toContain('\n')
    expect(line).not.toContain('\u001b[2J')
    expect(columns(stripVTControlCharacters(line))).toBeLessThan(width)
  }
})
