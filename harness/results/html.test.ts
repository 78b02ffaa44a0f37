import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exampleResult, exampleWith } from '#harness/results/example-result.ts'
import { renderHtml } from '#harness/results/html.ts'

test('a whole page, without its style', () => {
  expect(renderHtml(exampleResult).replace(/<style>[\s\S]*<\/style>/, '<style/>')).toMatchInlineSnapshot(`
    "<!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <title>Undetermined: 13.5 of 40 points.</title>
    <style/>
    </head>
    <body>
    <h1 class="undetermined">⚠ Undetermined: 13.5 of 40 points.</h1>
    <p>04-schema-registry/schema-registered could not be judged. That is a fault of the grader or of this machine, not yours, and it costs no mark. Run the command below again. If it happens again, <code>npx day2 doctor</code> looks for the cause on this machine: send what it says and result.json to whoever runs the course. Apart from that, 1 check failed: look at 03-word-count/random-sentences.</p>
    <table>
    <tr><th>Exercise</th><th>Verdict</th><th class="number">Checks</th><th class="number">Points</th></tr>
    <tr><td><a href="#01-multi-broker-cluster">01-multi-broker-cluster</a></td><td class="passed">✔ passed</td><td class="number">2/2</td><td class="number">10/10</td></tr>
    <tr><td><a href="#03-word-count">03-word-count</a></td><td class="failed">✘ failed</td><td class="number">1/3</td><td class="number">2/10</td></tr>
    <tr><td><a href="#04-schema-registry">04-schema-registry</a></td><td class="undetermined">⚠ undetermined</td><td class="number">1/2</td><td class="number">1.5/10</td></tr>
    <tr><td><a href="#05-connect-file-pipeline">05-connect-file-pipeline</a></td><td class="not-attempted">↷ not attempted</td><td class="number">0/1</td><td class="number">0/10</td></tr>
    <tr><th colspan="2">Total</th><th class="number">4/8</th><th class="number">13.5/40</th></tr>
    </table>
    <p>The same again:</p>
    <pre>npm test -- 03-word-count 04-schema-registry --seed k7f3q --submission &#39;my work&#39;</pre>
    <h2 id="01-multi-broker-cluster">01-multi-broker-cluster <span class="soft">Set up a cluster of three brokers</span></h2>
    <div class="check"><span class="passed">✔ <b>setup-succeeds</b></span> <span>setup exits 0</span> <span class="soft">(2.5/2.5, 1.2 s)</span></div>
    <div class="check"><span class="passed">✔ <b>describe-healthy</b></span> <span>describe tells leader, replicas and ISR</span> <span class="soft">(7.5/7.5, 1.2 s)</span></div>
    <h2 id="03-word-count">03-word-count <span class="soft">Build your first Streams application</span></h2>
    <div class="check"><span class="passed">✔ <b>topic-layout</b></span> <span>both topics have 3 partitions and 2 replicas each</span> <span class="soft">(2/2, 1.2 s)</span></div>
    <div class="check"><span class="failed">✘ <b>random-sentences</b></span> <span>random sentences add up exactly</span> <span class="soft">(0/2, 12.4 s)</span><p>2 of 41 words have a wrong count in word-counts.</p><dl><dt>expected</dt><dd><pre>broker  7
    lag     3</pre></dd><dt>actual</dt><dd><pre>broker  14
    lag     6</pre></dd><dt>hint</dt><dd><pre>Every wrong count is twice the right one. What happens to a record that your app reads a second time?</pre></dd></dl><details><summary><span>app, standard error</span> <span class="soft">2026-11-12T22:01:07.120Z</span></summary><pre>INFO starting
    INFO assigned text-input-0
    WARN rebalance in progress
    ERROR ::error::not a command of ours
    </pre></details></div>
    <div class="check"><span class="skipped">↷ <b>survives-crash</b></span> <span>counts go on after a crash</span> <span class="soft">(0/6, 0.0 s)</span><p>needs random-sentences, which failed</p></div>
    <p class="soft">Note: app ignored SIGTERM and was killed 10 s later; that costs nothing</p>
    <h2 id="04-schema-registry">04-schema-registry <span class="soft">Register and check schemas</span></h2>
    <div class="check"><span class="passed">✔ <b>register-succeeds</b></span> <span>register exits 0</span> <span class="soft">(1.5/1.5, 1.2 s)</span></div>
    <div class="check"><span class="harness-error">⚠ <b>schema-registered</b></span> <span>version 1 is the User schema</span> <span class="soft">(0/8.5, 1.2 s)</span><p>the registry on 127.0.0.1:18081 stopped answering after 10000 ms</p><p>This is the grader&#39;s or the machine&#39;s fault, not yours. It costs no mark.</p><details><summary><span>registry log</span> <span class="soft">2026-11-12T22:01:20.000Z</span></summary><pre>java.lang.OutOfMemoryError</pre></details></div>
    <h2 id="05-connect-file-pipeline">05-connect-file-pipeline <span class="soft">Stream a file into a topic</span></h2>
    <p class="soft">Not attempted.</p>
    <h2>About this grade</h2>
    <table>
    <tr><th>Submission</th><td>submission (sha256:9f2c)</td></tr>
    <tr><th>Seed</th><td>k7f3q</td></tr>
    <tr><th>Graded</th><td>2026-11-12T22:00:00.000Z, in 1 min 23 s</td></tr>
    <tr><th>Lab</th><td>embedded, Kafka 4.3.1, Java 25.0.1</td></tr>
    <tr><th>Grader</th><td>day2 0.1.0 on Node 24.21.0</td></tr>
    </table>
    </body>
    </html>
    "
  `)
})

test('nothing comes from outside, and nothing runs', () => {
  const page = renderHtml(exampleResult)
  expect(page).not.toMatch(/<script|<link|<img|src=|url\(|@import|https?:/i)
})

test('no text of a submission becomes markup', () => {
  const markup = (text: string) => renderHtml(exampleWith(text)).match(/<[^>]*>/g)
  const benign = markup('a')
  const signs = fc.string({
    unit: fc.constantFrom('<', '>', '&', '"', "'", '/', '=', '`', '\n', 'script', '-->', ']]>'),
  })
  fc.assert(
    fc.property(fc.oneof(signs, fc.string({ unit: 'binary', minLength: 1 })), text => {
      fc.pre(text !== '')
      expect(markup(text)).toEqual(benign)
    }),
  )
})
