import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { replaceInScript } from './shell-text.ts'

const NASTY = `/a b/it's "$HOME" \`x\` \\n/input.txt`

// What bash itself makes of it is what counts.
test.each([
  ['printf %s /tmp/input.txt', NASTY],
  ['printf %s "/tmp/input.txt"', NASTY],
  ["printf %s '/tmp/input.txt'", NASTY],
  ['printf %s \'a\'/tmp/input.txt"/tmp/input.txt"', `a${NASTY}${NASTY}`],
  ['printf %s "it\'s /tmp/input.txt"', `it's ${NASTY}`],
  ['printf %s \\"/tmp/input.txt', `"${NASTY}`],
  ['printf %s "$(printf %s /tmp/input.txt)/tmp/input.txt"', NASTY + NASTY],
  ['printf %s "$(printf %s "/tmp/input.txt")" \'\'', NASTY],
  ['(printf %s /tmp/input.txt); printf %s "/tmp/input.txt"', NASTY + NASTY],
])('%s', (script, printed) => {
  const written = replaceInScript(script, /\/tmp\/input\.txt/, () => NASTY)
  expect(execFileSync('bash', ['-c', written], { encoding: 'utf8' })).toBe(printed)
})

test('a harmless path is put in as it is', () => {
  expect(replaceInScript('echo x >>/t', /\/t/, () => '/home/input.txt')).toBe('echo x >>/home/input.txt')
})
