import { expect, test } from 'vitest'
import type { Ended } from '#harness/submission/run-program.ts'
import { hintFor } from './hints.ts'

const exited = (exitCode: number): Ended => ({
  exitCode,
  signal: null,
  by: 'itself',
  timedOut: false,
  durationMs: 100,
})

// In the words of the tools.
test.each([
  ['curl: (6) Could not resolve host: schema-registry', /Names of containers/],
  [
    'Exception in thread "main" org.apache.kafka.common.config.ConfigException: No resolvable bootstrap urls given in bootstrap.servers',
    /Names of containers/,
  ],
  [
    "Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'express' imported from /w/app.mjs",
    /node_modules of its own/,
  ],
  [
    "Error [ERR_MODULE_NOT_FOUND]: Cannot find module '/w/registry' imported from /w/consume.ts",
    /whole name/,
  ],
  ["ModuleNotFoundError: No module named 'confluent_kafka'", /Python has here what the machine has/],
  [
    'SyntaxError [ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX]: TypeScript enum is not supported in strip-only mode',
    /Node strips types/,
  ],
  ["Error: Cannot find module 'express'", /node_modules of its own/],
  ["Error: Cannot find module './registry'", /whole name/],
  ['the input device is not a TTY', /no terminal here/],
  ["Error while executing topic command : Topic 'fault-test' already exists.", /--if-not-exists/],
  ['curl: (7) Failed to connect to localhost port 8082 after 0 ms: Connection refused', /Nobody listened/],
])('%s', (printed, hint) => {
  expect(hintFor(printed, exited(1))).toMatch(hint)
})

test('a program that says nothing gets the way a script ends explained', () => {
  expect(hintFor(' \n', exited(1))).toMatch(/exit code is that of its last command/)
})

test('a program that was too slow is asked what it waits for, whatever it printed', () => {
  expect(hintFor('Connection refused', { ...exited(0), by: 'SIGKILL', timedOut: true })).toMatch(/wait for/)
})

test('what nobody has thought of gets no hint', () => {
  expect(hintFor('Segmentation fault', exited(139))).toBeUndefined()
})
