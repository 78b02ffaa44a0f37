import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { exampleResult, exampleWith } from '#harness/results/example-result.ts'
import { renderJunit } from '#harness/results/junit.ts'

test('one suite an exercise, one test case a check', () => {
  expect(renderJunit(exampleResult)).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="day2" tests="8" failures="1" errors="1" skipped="2">
      <testsuite name="01-multi-broker-cluster" time="14" tests="2" failures="0" errors="0" skipped="0">
        <properties>
          <property name="title" value="Set up a cluster of three brokers"/>
          <property name="verdict" value="passed"/>
          <property name="points" value="10"/>
          <property name="maxPoints" value="10"/>
        </properties>
        <testcase classname="day2.01-multi-broker-cluster" name="setup exits 0" time="1.2">
          <properties>
            <property name="id" value="setup-succeeds"/>
            <property name="points" value="2.5"/>
            <property name="maxPoints" value="2.5"/>
          </properties>
        </testcase>
        <testcase classname="day2.01-multi-broker-cluster" name="describe tells leader, replicas and ISR" time="1.2">
          <properties>
            <property name="id" value="describe-healthy"/>
            <property name="points" value="7.5"/>
            <property name="maxPoints" value="7.5"/>
          </properties>
        </testcase>
      </testsuite>
      <testsuite name="03-word-count" time="31" timestamp="2026-11-12T22:00:20.000Z" tests="3" failures="1" errors="0" skipped="1">
        <properties>
          <property name="title" value="Build your first Streams application"/>
          <property name="verdict" value="failed"/>
          <property name="points" value="2"/>
          <property name="maxPoints" value="10"/>
        </properties>
        <testcase classname="day2.03-word-count" name="both topics have 3 partitions and 2 replicas each" time="1.2">
          <properties>
            <property name="id" value="topic-layout"/>
            <property name="points" value="2"/>
            <property name="maxPoints" value="2"/>
          </properties>
        </testcase>
        <testcase classname="day2.03-word-count" name="random sentences add up exactly" time="12.4">
          <properties>
            <property name="id" value="random-sentences"/>
            <property name="points" value="0"/>
            <property name="maxPoints" value="2"/>
          </properties>
          <failure message="2 of 41 words have a wrong count in word-counts." type="failed">2 of 41 words have a wrong count in word-counts.

    expected:
      broker  7
      lag     3

    actual:
      broker  14
      lag     6

    hint:
      Every wrong count is twice the right one. What happens to a record that your app reads a second time?

    evidence (app, standard error, 2026-11-12T22:01:07.120Z):
      INFO starting
      INFO assigned text-input-0
      WARN rebalance in progress
      ERROR ::error::not a command of ours</failure>
        </testcase>
        <testcase classname="day2.03-word-count" name="counts go on after a crash" time="0">
          <properties>
            <property name="id" value="survives-crash"/>
            <property name="points" value="0"/>
            <property name="maxPoints" value="6"/>
          </properties>
          <skipped message="needs random-sentences, which failed"/>
        </testcase>
      </testsuite>
      <testsuite name="04-schema-registry" time="8" tests="2" failures="0" errors="1" skipped="0">
        <properties>
          <property name="title" value="Register and check schemas"/>
          <property name="verdict" value="undetermined"/>
          <property name="points" value="1.5"/>
          <property name="maxPoints" value="10"/>
        </properties>
        <testcase classname="day2.04-schema-registry" name="register exits 0" time="1.2">
          <properties>
            <property name="id" value="register-succeeds"/>
            <property name="points" value="1.5"/>
            <property name="maxPoints" value="1.5"/>
          </properties>
        </testcase>
        <testcase classname="day2.04-schema-registry" name="version 1 is the User schema" time="1.2">
          <properties>
            <property name="id" value="schema-registered"/>
            <property name="points" value="0"/>
            <property name="maxPoints" value="8.5"/>
          </properties>
          <error message="the registry on 127.0.0.1:18081 stopped answering after 10000 ms" type="harness-error">the registry on 127.0.0.1:18081 stopped answering after 10000 ms

    This is the grader's or the machine's fault, not yours. It costs no mark.

    evidence (registry log, 2026-11-12T22:01:20.000Z):
      java.lang.OutOfMemoryError</error>
        </testcase>
      </testsuite>
      <testsuite name="05-connect-file-pipeline" time="0" tests="1" failures="0" errors="0" skipped="1">
        <properties>
          <property name="title" value="Stream a file into a topic"/>
          <property name="verdict" value="not-attempted"/>
          <property name="points" value="0"/>
          <property name="maxPoints" value="10"/>
        </properties>
        <testcase classname="day2.05-connect-file-pipeline" name="setup exits 0" time="0">
          <properties>
            <property name="id" value="setup-succeeds"/>
            <property name="points" value="0"/>
            <property name="maxPoints" value="10"/>
          </properties>
          <skipped message="not attempted"/>
        </testcase>
      </testsuite>
    </testsuites>
    "
  `)
})

test('a grade that was interrupted is never all green', () => {
  const [first] = exampleResult.exercises
  const exercises = first
    ? [{ ...first, verdict: 'undetermined' as const, checks: first.checks.slice(0, 1) }]
    : []
  const xml = renderJunit({ ...exampleResult, verdict: 'incomplete', exercises })
  expect(xml).toContain('tests="3" failures="0" errors="2"')
  expect(xml).toContain('name="the exercise could not be judged to its end"')
  expect(xml).toContain('name="the grade was interrupted"')
})

// A parser that is not the writer's own. It takes many documents at once, because starting it is slow.
const PARSER = `
import json, sys, xml.etree.ElementTree as tree
def read(xml):
    root = tree.fromstring(xml.encode('utf-8'))
    return {'suites': [[c.get('name') for c in s.iter('testcase')] for s in root.iter('testsuite')],
            'bodies': [f.text for f in root.iter('failure')],
            'skipped': [s.get('message') for s in root.iter('skipped')]}
json.dump([read(xml) for xml in json.load(sys.stdin)], sys.stdout)
`
const Parsed = z.array(
  z.object({
    suites: z.array(z.array(z.string())),
    bodies: z.array(z.string().nullable()),
    skipped: z.array(z.string()),
  }),
)
const parseAll = (documents: string[]) =>
  Parsed.parse(
    JSON.parse(
      execFileSync('python3', ['-c', PARSER], {
        input: JSON.stringify(documents),
        encoding: 'utf8',
        maxBuffer: 2 ** 28,
      }),
    ),
  )

const NASTY = [
  ']]> and again ]]> <![CDATA[ <!-- & &amp; " \' </failure>',
  '\u0000\u0001\u0008\u000b\u000c\u001f\u007f\u0085\u009f\ufffe\uffff\ud800 \udc00\udc00 \ud83d',
  '\u001b[31mred\u001b[0m\u001b]0;title\u0007\u001b',
  'line\r\nline\rline\n\n\ttab',
  '',
]

test('valid XML 1.0 whatever a submission prints, with names unique in each suite', () => {
  const random = fc.sample(fc.string({ unit: 'binary', size: '+1' }), 300)
  const documents = [...NASTY, ...random].map(text => renderJunit(exampleWith(text)))
  for (const { suites } of parseAll(documents)) {
    expect(suites.map(names => names.length)).toEqual([2, 3, 2, 1])
    for (const names of suites) expect(new Set(names).size).toBe(names.length)
  }
})

test('what is said arrives unchanged', () => {
  const [parsed] = parseAll([renderJunit(exampleResult)])
  expect(parsed?.skipped).toEqual(['needs random-sentences, which failed', 'not attempted'])
  expect(parsed?.bodies[0]).toContain('expected:\n  broker  7\n  lag     3\n')
  const [nasty] = parseAll([renderJunit(exampleWith(']]> <a> &amp; ]]>'))])
  expect(nasty?.bodies[0]).toContain('actual:\n  ]]> <a> &amp; ]]>.\n')
})
