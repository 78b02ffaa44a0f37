import { expect, test } from 'vitest'
import { sourceLines } from './source-lines.ts'

test.each([
  ['Setup.java:12: error: cannot find symbol', [['Setup.java', 12]]],
  ['    at count (app.ts:40:11)', [['app.ts', 40]]],
  ['\tat App.main(App.java:31)', [['App.java', 31]]],
  ['common/topics.mts(3,14): error TS2304: Cannot find name', [['common/topics.mts', 3]]],
  ['  File "consume.py", line 7, in <module>', [['consume.py', 7]]],
  ['./setup.sh: line 3: kafka-topic: command not found', [['setup.sh', 3]]],
  ['über.ts:5:1 - error', [['über.ts', 5]]],
  ['at node:internal/process/task_queues:105:5', []],
  ['http://127.0.0.1:8083 and /etc/passwd.sh:3 and ../other/app.ts:9', []],
  ['a/../../b.ts:9', []],
  ['app.ts:0', []],
])('%s', (text, found) => {
  expect(sourceLines(text).map(({ file, line }) => [file, line])).toEqual(found)
})

test('a line without end is looked through at once', () => {
  expect(sourceLines(`${'a.'.repeat(1e6)}\n${'"'.repeat(1e5)}\nx.ts:1`)).toEqual([{ file: 'x.ts', line: 1 }])
})
