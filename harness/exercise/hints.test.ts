import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
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
    /bootstrap\.servers is known here/,
  ],
  [
    "Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'express' imported from /w/app.mjs",
    /node_modules of its own/,
  ],
  [
    "Error [ERR_MODULE_NOT_FOUND]: Cannot find module '/w/registry' imported from /w/consume.ts",
    /whole name/,
  ],
  ["ModuleNotFoundError: No module named 'confluent_kafka'", /pip install --user/],
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

/** What real tools printed: the very outputs whose excerpts have a table of their own. */
const example = (name: string): string =>
  readFileSync(new URL(`../excerpt/examples/${name}.txt`, import.meta.url), 'utf8')

describe('a grade has no network', () => {
  test.each([
    ['maven', /no network: Maven .* jar with everything/],
    ['maven-plugin', /no network: Maven/],
    ['pip', /no network: pip .*pip install --user/],
    ['uv', /no network: uv/],
    ['npm', /no network: npm .*node_modules/],
    ['yarn', /no network: yarn .*node_modules/],
    ['pnpm', /no network: pnpm .*node_modules/],
    ['go', /no network: Go .*[Cc]ompile/],
    ['cargo', /no network: Cargo .*[Cc]ompile/],
    ['apt', /no network: apt/],
    ['wget', /no network: wget/],
  ])('in the words of %s', (name, hint) => {
    expect(hintFor(example(name), exited(1))).toMatch(hint)
    // Also where it tried until it was killed.
    expect(hintFor(example(name), { ...exited(0), by: 'SIGKILL', timedOut: true })).toMatch(hint)
  })

  test.each([
    ['Exception in thread "main" java.net.UnknownHostException: services.gradle.org', /Gradle .* jar/],
    [
      'FAILURE: Build failed with an exception.\n> Could not resolve org.apache.kafka:kafka-clients:4.3.1.\n   > packages.example: Temporary failure in name resolution',
      /Gradle/,
    ],
    [
      'npm error npx canceled due to missing packages and no YES option: ["tsx@4.20.6"]',
      /npx .*node_modules/,
    ],
    ['npm ERR! code ENOTFOUND\nnpm ERR! network request to https://packages.example/tsx failed', /npm/],
    [
      '/w/app.csproj : error NU1301: Unable to load the service index for source https://packages.example/v3/index.json.',
      /NuGet .* self-contained/,
    ],
    ['error: externally-managed-environment', /pip/],
    ['curl: (6) Could not resolve host: packages.example', /packages\.example cannot be reached/],
    ["fatal: unable to access 'https://git.example/x/y/': Could not resolve host: git.example", /git/],
    ['E: Unable to locate package jq', /apt/],
    [
      'TypeError: fetch failed\n  [cause]: Error: getaddrinfo ENOTFOUND api.example',
      /api\.example cannot be reached/,
    ],
  ])('%s', (printed, hint) => {
    expect(hintFor(printed, exited(1))).toMatch(hint)
    expect(hintFor(printed, exited(1))).toMatch(/no network/)
  })
})

describe('names of containers', () => {
  test.each(['kafka-1', 'kafka-3', 'schema-registry', 'kafka-connect-day2'])('%s is one', name => {
    for (const printed of [
      `curl: (6) Could not resolve host: ${name}`,
      `Error: getaddrinfo EAI_AGAIN ${name}`,
      `java.net.UnknownHostException: ${name}: Name or service not known`,
    ])
      expect(hintFor(printed, exited(1))).toMatch(new RegExp(`${name} is the name of a container`))
  })

  test.each(['my-broker', 'kafka-1.example.org', 'registry', 'kafka-11x'])('%s is none', name => {
    expect(hintFor(`curl: (6) Could not resolve host: ${name}`, exited(6))).not.toMatch(/container/)
  })

  test('of a Java client, which tells the name in a warning', () => {
    expect(hintFor(example('java-kafka-exception'), exited(1))).toMatch(/kafka-1 is the name of a container/)
  })
})

test.each([
  ['node-await-in-commonjs', 1, /package\.json .* "type": "commonjs"/],
  ['node-require-in-module', 1, /no `require`/],
  ['node-syntax-error', 1, undefined],
  ['node-type-error', 1, undefined],
  ['node-missing-package', 1, /node_modules of its own/],
  ['node-import-without-extension', 1, /whole name/],
  ['node-enum', 1, /plain JavaScript/],
  ['kafkajs-refused', 1, /Nobody listened/],
  ['java-client-log', 1, /Nobody listened/],
  ['python-two-tracebacks', 1, /Nobody listened/],
  ['python-missing-package', 1, /pip install --user/],
  ['bash-command-not-found', 127, /no command `jqq`/],
  ['bash-not-found-twice', 127, /no command `kafka-topics`/],
  ['bash-syntax-error', 2, undefined],
  ['curl-22', 22, /--fail-with-body/],
  ['curl-7', 7, /Nobody listened/],
  ['curl-6', 6, /schema-registry is the name of a container/],
  ['javac-semicolon', 1, undefined],
])('%s', (name, exitCode, hint) => {
  const told = hintFor(example(name), exited(exitCode))
  if (hint === undefined) expect(told).toBeUndefined()
  else expect(told).toMatch(hint)
})

test('a Java library that is not there has to come as a jar', () => {
  for (const printed of [
    'error: package io.confluent.kafka.serializers does not exist',
    'Caused by: java.lang.ClassNotFoundException: io.confluent.kafka.serializers.KafkaAvroSerializer',
  ])
    expect(hintFor(printed, exited(1))).toMatch(/a jar with everything in it/)
})

test('curl that was told to be silent is spoken for by its exit code', () => {
  expect(hintFor('', exited(22))).toMatch(/400 or more: `--fail-with-body` shows/)
  expect(hintFor('', exited(7))).toMatch(/nobody listens/)
  expect(hintFor('', exited(6))).toMatch(/no host of that name/)
})

test('a command that is not there is named, whoever looked for it', () => {
  expect(hintFor('/usr/bin/env: ‘pythn3’: No such file or directory', exited(127))).toMatch(/`pythn3`/)
  expect(hintFor('Error: spawn jqq ENOENT', exited(1))).toMatch(/`jqq`/)
  expect(hintFor('sh: 1: kafka-topic: not found', exited(127))).toMatch(/`kafka-topic`/)
})

test('a program that says nothing gets the way a script ends explained, unless it ended with 0', () => {
  expect(hintFor(' \n', exited(1))).toMatch(/exit code is that of its last command/)
  expect(hintFor('', exited(0))).toMatch(/what keeps it going/)
})

test('a program that was too slow is asked what it waits for, whatever it printed', () => {
  expect(hintFor('Connection refused', { ...exited(0), by: 'SIGKILL', timedOut: true })).toMatch(/wait for/)
})

test('where it is known whether it computed or waited, that decides', () => {
  const end = { ...exited(0), by: 'SIGKILL' as const, timedOut: true, durationMs: 60_000 }
  expect(hintFor('', { ...end, cpuMs: 58_000 })).toMatch(/computed for 58 s .* loop/)
  expect(hintFor('', { ...end, cpuMs: 400 })).toMatch(/computed for 0\.4 s only.* wait for/)
})

test('an endless line is looked through in the time that it takes to read it', () => {
  for (const unit of [
    'Could not resolve ',
    'npm error ',
    'a: ',
    'Topic ',
    'env: ',
    'x.go:1:1: ',
    'WARN GET https:',
    'Resolving a ',
  ]) {
    const started = process.cpuUsage()
    hintFor(unit.repeat(131_072 / unit.length), exited(1))
    expect(process.cpuUsage(started).user / 1000, unit).toBeLessThan(3000)
  }
})

test('what nobody has thought of gets no hint', () => {
  expect(hintFor('Segmentation fault', exited(139))).toBeUndefined()
})
