import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { submittedPlace } from './submitted-place.ts'

test('the first line of a file that is there and is the student’s own', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'submitted-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(path.join(folder, 'App.java'), '')
  mkdirSync(path.join(folder, 'dir.ts'))
  symlinkSync('/etc/passwd', path.join(folder, 'link.sh'))
  const stack =
    'at org.apache.kafka.streams.KafkaStreams.start(KafkaStreams.java:930)\ndir.ts:3\nlink.sh:4\nat App.main(App.java:31)'
  expect(await submittedPlace(folder, ['nothing', stack])).toEqual({
    submitted: { file: 'App.java', line: 31 },
  })
  expect(await submittedPlace(folder, ['at KafkaStreams.java:930'])).toEqual({})
})
