import { expect, test } from 'vitest'
import { markdownCell } from './markdown-cell.ts'

test.each([
  ['03-word-count', '03-word-count'],
  ['a|b\nc', 'a&#124;b c'],
  [
    '[x](javascript:1) <b> `c` *d* _e_ ~f~ \\|',
    '&#91;x&#93;(javascript:1) &lt;b&gt; &#96;c&#96; &#42;d&#42; &#95;e&#95; &#126;f&#126; &#92;&#124;',
  ],
])('%j', (text, cell) => {
  expect(markdownCell(text)).toBe(cell)
})
