// What real tools printed, word for word but for the names of hosts and of people (examples/), and what is shown of it.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { excerpt, pickLines } from './excerpt.ts'

const FOLDER = '/tmp/day2-work-Kx81qP/ana/04-schema-registry'

const shown = (name: string): string =>
  excerpt(readFileSync(new URL(`examples/${name}.txt`, import.meta.url), 'utf8'), {
    places: [
      { path: FOLDER, as: '' },
      { path: '/tmp/day2-work-Kx81qP/home', as: '~' },
    ],
  })

test('apt', () => {
  expect(shown('apt')).toMatchInlineSnapshot(`
    "Ign:1 http://packages.example/debian bookworm InRelease
    Ign:2 http://packages.example/debian bookworm-updates InRelease
    Ign:3 http://packages.example/debian-security bookworm-security InRelease
    (these 3 lines 3 times)
    Err:1 http://packages.example/debian bookworm InRelease
      Temporary failure resolving 'packages.example'
    Err:2 http://packages.example/debian bookworm-updates InRelease
      Temporary failure resolving 'packages.example'
    Err:3 http://packages.example/debian-security bookworm-security InRelease
      Temporary failure resolving 'packages.example'
    Reading package lists..."
  `)
})

test('bash command not found', () => {
  expect(shown('bash-command-not-found')).toMatchInlineSnapshot(`"jqq.sh: line 1: jqq: command not found"`)
})

test('bash not found twice', () => {
  expect(shown('bash-not-found-twice')).toMatchInlineSnapshot(`
    "nf2.sh: line 1: kafka-topics: command not found
    nf2.sh: line 2: ./nothere.sh: No such file or directory"
  `)
})

test('bash quote', () => {
  expect(shown('bash-quote')).toMatchInlineSnapshot(
    `"quote.sh: line 2: unexpected EOF while looking for matching \`"'"`,
  )
})

test('bash syntax error', () => {
  expect(shown('bash-syntax-error')).toMatchInlineSnapshot(
    `"syntax.sh: line 3: syntax error: unexpected end of file"`,
  )
})

test('cargo', () => {
  expect(shown('cargo')).toMatchInlineSnapshot(`
    "    Updating crates.io index
    warning: spurious network error (3 tries remaining): [6] Could not resolve hostname (Could not resolve host: packages.example)
    warning: spurious network error (2 tries remaining): [6] Could not resolve hostname (Could not resolve host: packages.example)
    warning: spurious network error (1 try remaining): [6] Could not resolve hostname (Could not resolve host: packages.example)
    error: failed to get \`rdkafka\` as a dependency of package \`setup v0.1.0 (carg)\`

    Caused by:
      download of config.json failed

    Caused by:
      failed to download from \`https://packages.example/config.json\`

    Caused by:
      [6] Could not resolve hostname (Could not resolve host: packages.example)"
  `)
})

test('curl 22', () => {
  expect(shown('curl-22')).toMatchInlineSnapshot(`"curl: (22) The requested URL returned error: 404"`)
})

test('curl 6', () => {
  expect(shown('curl-6')).toMatchInlineSnapshot(`"curl: (6) Could not resolve host: schema-registry"`)
})

test('curl 7', () => {
  expect(shown('curl-7')).toMatchInlineSnapshot(
    `"curl: (7) Failed to connect to 127.0.0.1 port 8082 after 0 ms: Couldn't connect to server"`,
  )
})

test('go', () => {
  expect(shown('go')).toMatchInlineSnapshot(`
    "go: downloading github.com/segmentio/kafka-go v0.4.47
    main.go:2:8: github.com/segmentio/kafka-go@v0.4.47: Get "https://packages.example/github.com/segmentio/kafka-go/@v/v0.4.47.zip": dial tcp: lookup packages.example on 192.0.2.53:53: dial udp 192.0.2.53:53: connect: network is unreachable"
  `)
})

test('java chain of causes', () => {
  expect(shown('java-chain-of-causes')).toMatchInlineSnapshot(`
    "Exception in thread "main" java.lang.IllegalStateException: setup could not create the topics of the exercise
    	at Cause.connect(Cause.java:3)
    Caused by: java.io.FileNotFoundException: client.properties (No such file or directory)
    	at Cause.read(Cause.java:5)"
  `)
})

test('java client log', () => {
  expect(shown('java-client-log')).toMatchInlineSnapshot(`
    "… 14 lines left out …
    [kafka-admin-client-thread | adminclient-1] INFO org.apache.kafka.clients.admin.internals.AdminMetadataManager - [AdminClient clientId=adminclient-1] Rebootstrapping with Cluster(id = null, nodes = [127.0.0.1:1 (id: -1 rack: null isFenced: false)], partitions = [], controller = null) (7 times)
    [kafka-admin-client-thread | adminclient-1] INFO org.apache.kafka.clients.NetworkClient - [AdminClient clientId=adminclient-1] Node -1 disconnected.
    [kafka-admin-client-thread | adminclient-1] WARN org.apache.kafka.clients.NetworkClient - [AdminClient clientId=adminclient-1] Connection to node -1 (/127.0.0.1:1) could not be established. Node may not be available.
    [kafka-admin-client-thread | adminclient-1] INFO org.apache.kafka.clients.admin.internals.AdminMetadataManager - [AdminClient clientId=adminclient-1] Rebootstrapping with Cluster(id = null, nodes = [127.0.0.1:1 (id: -1 rack: null isFenced: false)], partitions = [], controller = null) (20 times)
    [main] INFO org.apache.kafka.common.metrics.Metrics - Metrics scheduler closed
    [main] INFO org.apache.kafka.common.metrics.Metrics - Closing reporter org.apache.kafka.common.metrics.JmxReporter
    [main] INFO org.apache.kafka.common.metrics.Metrics - Metrics reporters closed
    [kafka-admin-client-thread | adminclient-1] INFO org.apache.kafka.common.utils.AppInfoParser - App info kafka.admin.client for adminclient-1 unregistered
    [kafka-admin-client-thread | adminclient-1] INFO org.apache.kafka.clients.admin.internals.AdminMetadataManager - [AdminClient clientId=adminclient-1] Metadata update failed
    org.apache.kafka.common.errors.TimeoutException: The AdminClient thread has exited. Call: fetchMetadata
    (these 2 lines 10 times)
    [kafka-admin-client-thread | adminclient-1] INFO org.apache.kafka.clients.admin.KafkaAdminClient - [AdminClient clientId=adminclient-1] Timed out 10 remaining operation(s) during close.
    [kafka-admin-client-thread | adminclient-1] INFO org.apache.kafka.common.metrics.Metrics - Metrics scheduler closed
    [kafka-admin-client-thread | adminclient-1] INFO org.apache.kafka.common.metrics.Metrics - Closing reporter org.apache.kafka.common.metrics.JmxReporter
    [kafka-admin-client-thread | adminclient-1] INFO org.apache.kafka.common.metrics.Metrics - Metrics reporters closed
    Exception in thread "main" java.util.concurrent.ExecutionException: org.apache.kafka.common.errors.TimeoutException: Timed out waiting for a node assignment. Call: createTopics
    	at admin.main(admin.java:9)
    Caused by: org.apache.kafka.common.errors.TimeoutException: Timed out waiting for a node assignment. Call: createTopics"
  `)
})

test('java config exception', () => {
  expect(shown('java-config-exception')).toMatchInlineSnapshot(`
    "Exception in thread "main" org.apache.kafka.common.config.ConfigException: Invalid value org.apache.kafka.common.serialization.Serdes$Stringg for configuration default.key.serde: Class org.apache.kafka.common.serialization.Serdes$Stringg could not be found.
    	at serde.main(serde.java:12)"
  `)
})

test('java kafka exception', () => {
  expect(shown('java-kafka-exception')).toMatchInlineSnapshot(`
    "[main] INFO org.apache.kafka.common.config.AbstractConfig - ProducerConfig values:

    [main] INFO org.apache.kafka.common.telemetry.internals.KafkaMetricsCollector - initializing Kafka metrics collector
    [main] INFO org.apache.kafka.clients.producer.KafkaProducer - [Producer clientId=producer-1] Instantiated an idempotent producer.
    [main] WARN org.apache.kafka.clients.ClientUtils - Couldn't resolve server kafka-1:19092 from bootstrap.servers as DNS resolution failed for kafka-1
    [main] WARN org.apache.kafka.clients.ClientUtils - Couldn't resolve server kafka-2:19092 from bootstrap.servers as DNS resolution failed for kafka-2
    [main] INFO org.apache.kafka.clients.producer.KafkaProducer - [Producer clientId=producer-1] Closing the Kafka producer with timeoutMillis = 0 ms.
    [main] INFO org.apache.kafka.common.metrics.Metrics - Metrics scheduler closed
    [main] INFO org.apache.kafka.common.metrics.Metrics - Closing reporter org.apache.kafka.common.metrics.JmxReporter
    [main] INFO org.apache.kafka.common.metrics.Metrics - Closing reporter org.apache.kafka.common.telemetry.internals.ClientTelemetryReporter
    [main] INFO org.apache.kafka.common.metrics.Metrics - Metrics reporters closed
    [main] INFO org.apache.kafka.common.utils.AppInfoParser - App info kafka.producer for producer-1 unregistered
    Exception in thread "main" org.apache.kafka.common.KafkaException: Failed to construct kafka producer
    	at prod.main(prod.java:9)
    Caused by: org.apache.kafka.common.config.ConfigException: No resolvable bootstrap urls given in bootstrap.servers
    	at prod.main(prod.java:9)"
  `)
})

test('javac many errors', () => {
  expect(shown('javac-many-errors')).toMatchInlineSnapshot(`
    "javac2.java:2: error: cannot find symbol
    import org.apache.kafka.streams.StreamsBuilderr;
                                   ^
      symbol:   class StreamsBuilderr
      location: package org.apache.kafka.streams
    javac2.java:5: error: incompatible types: String cannot be converted to int
        int partitions = "three";
                         ^
    javac2.java:7: error: cannot find symbol
        System.out.println(topicz);
                           ^
      symbol:   variable topicz
      location: class javac2
    javac2.java:8: error: cannot find symbol
        topics.foo(); topics.bar(); int a = true; int b = ""; c = 1; d = 2; e = 3; f = 4; g=5;
              ^
    … 38 lines left out …
    12 errors
    error: compilation failed"
  `)
})

test('javac semicolon', () => {
  expect(shown('javac-semicolon')).toMatchInlineSnapshot(`
    "javac.java:6: error: ';' expected
        List<String> topics = List.of("a", "b")
                                               ^
    1 error
    error: compilation failed"
  `)
})

test('kafkajs refused', () => {
  expect(shown('kafkajs-refused')).toMatchInlineSnapshot(`
    "{"level":"ERROR","timestamp":"2026-11-27T02:47:30.545Z","logger":"kafkajs","message":"[Connection] Connection error: connect ECONNREFUSED 127.0.0.1:1","broker":"127.0.0.1:1","clientId":"kafkajs","stack":"Error: connect ECONNREFUSED 127.0.0.1:1…"}
    {"level":"ERROR","timestamp":"2026-11-27T02:47:30.545Z","logger":"kafkajs","message":"[BrokerPool] Failed to connect to seed broker, trying another broker from the list: Connection error: connect ECONNREFUSED 127.0.0.1:1","retryCount":3,"retryTime":500}
    (these 2 lines 4 times)
    KafkaJSNonRetriableError
      Caused by: KafkaJSConnectionError: Connection error: connect ECONNREFUSED 127.0.0.1:1
      retryCount: 3,
      retryTime: 500,
      [cause]: KafkaJSConnectionError: Connection error: connect ECONNREFUSED 127.0.0.1:1
        broker: '127.0.0.1:1',
        [cause]: undefined"
  `)
})

test('maven plugin', () => {
  expect(shown('maven-plugin')).toMatchInlineSnapshot(
    `"[ERROR] No plugin found for prefix 'exec' in the current project and in the plugin groups [org.apache.maven.plugins, org.codehaus.mojo] available from the repositories [local (/home/ana/.m2/repository), central (https://packages.example/maven2)] -> [Help 1]"`,
  )
})

test('maven', () => {
  expect(shown('maven')).toMatchInlineSnapshot(`
    "[INFO] Scanning for projects...
    [INFO]
    [INFO] -------------------------------< x:app >--------------------------------
    [INFO] Building app 1
    [INFO] --------------------------------[ jar ]---------------------------------
    Downloading from central: https://packages.example/maven2/org/apache/maven/plugins/maven-resources-plugin/2.6/maven-resources-plugin-2.6.pom
    [INFO] ------------------------------------------------------------------------
    [INFO] BUILD FAILURE
    [INFO] ------------------------------------------------------------------------
    [INFO] Total time:  0.202 s
    [INFO] Finished at: 2026-11-27T02:48:47Z
    [INFO] ------------------------------------------------------------------------
    [ERROR] Plugin org.apache.maven.plugins:maven-resources-plugin:2.6 or one of its dependencies could not be resolved: Failed to read artifact descriptor for org.apache.maven.plugins:maven-resources-plugin:jar:2.6: Could not transfer artifact org.apache.maven.plugins:maven-resources-plugin:pom:2.6 from/to central (https://packages.example/maven2): transfer failed for https://packages.example/maven2/org/apache/maven/plugins/maven-resources-plugin/2.6/maven-resources-plugin-2.6.pom: Unknown host packages.example: Temporary failure in name resolution -> [Help 1]"
  `)
})

test('node await in commonjs', () => {
  expect(shown('node-await-in-commonjs')).toMatchInlineSnapshot(`
    "(node:17217) Warning: Failed to load the ES module: cj/register.ts. Make sure to set "type": "module" in the nearest package.json file or use the .mjs extension.
    cj/register.ts:14
    const answer = await fetch(\`\${registry}/subjects/users-value/versions\`, {
                   ^^^^^

    SyntaxError: await is only valid in async functions and the top level bodies of modules"
  `)
})

test('node enum', () => {
  expect(shown('node-enum')).toMatchInlineSnapshot(`
    "strip.ts:1
    enum Level { BACKWARD, NONE }
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    console.log(Level.NONE)

    SyntaxError [ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX]: TypeScript enum is not supported in strip-only mode"
  `)
})

test('node fetch cause', () => {
  expect(shown('node-fetch-cause')).toMatchInlineSnapshot(`
    "[TypeError: fetch failed] {
      [cause]: Error: bad port
          at register (thrown.ts:2:24)
    }"
  `)
})

test('node import without extension', () => {
  expect(shown('node-import-without-extension')).toMatchInlineSnapshot(
    `"Error [ERR_MODULE_NOT_FOUND]: Cannot find module './registry' imported from ownfile.ts"`,
  )
})

test('node missing package', () => {
  expect(shown('node-missing-package')).toMatchInlineSnapshot(
    `"Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'axios' imported from missing-package.ts"`,
  )
})

test('node require in module', () => {
  expect(shown('node-require-in-module')).toMatchInlineSnapshot(`
    "esm.mjs:1
    const kafka = require('kafkajs')
                  ^

    ReferenceError: require is not defined in ES module scope, you can use import instead
        at esm.mjs:1:15"
  `)
})

test('node require missing', () => {
  expect(shown('node-require-missing')).toMatchInlineSnapshot(`
    "Error: Cannot find module 'express'
    Require stack:
    - commonjs.js"
  `)
})

test('node syntax error', () => {
  expect(shown('node-syntax-error')).toMatchInlineSnapshot(`
    "node-syntax.ts:2
    const registry = process.env.SCHEMA_REGISTRY_URL
    const user = { type: 'record', name: 'User', fields: [ }
                                                           ^
    console.log(registry, user)

    SyntaxError [ERR_INVALID_TYPESCRIPT_SYNTAX]: Expression expected"
  `)
})

test('node type error', () => {
  expect(shown('node-type-error')).toMatchInlineSnapshot(`
    "reference.ts:1
    function register() { const body = JSON.parse('{"a":1}'); return body.schema.fields.map((f) => f.name) }
                                                                                 ^

    TypeError: Cannot read properties of undefined (reading 'fields')
        at register (reference.ts:1:78)"
  `)
})

test('npm', () => {
  expect(shown('npm')).toMatchInlineSnapshot(`
    "npm error code EAI_AGAIN
    npm error syscall getaddrinfo
    npm error errno EAI_AGAIN
    npm error request to https://packages.example/axios failed, reason: getaddrinfo EAI_AGAIN packages.example
    npm error A complete log of this run can be found in: ~/.npm/_logs/2026-11-27T02_47_40_186Z-debug-0.log"
  `)
})

test('pip', () => {
  expect(shown('pip')).toMatchInlineSnapshot(`
    "WARNING: Retrying (Retry(total=0, connect=None, read=None, redirect=None, status=None)) after connection broken by 'NewConnectionError('<pip._vendor.urllib3.connection.HTTPSConnection object at 0x7f5b647dff10>: Failed to establish a new connection: [Errno -3] Temporary failure in name resolution')': /simple/requests/ (5 times)
    ERROR: Could not find a version that satisfies the requirement requests (from versions: none)
    ERROR: No matching distribution found for requests"
  `)
})

test('pnpm', () => {
  expect(shown('pnpm')).toMatchInlineSnapshot(`
    " WARN  GET https://packages.example/axios error (EAI_AGAIN). Will retry in 10 seconds. 2 retries left.
     WARN  GET https://packages.example/axios error (EAI_AGAIN). Will retry in 1 minute. 1 retries left.
     ERR_PNPM_META_FETCH_FAIL  GET https://packages.example/axios: request to https://packages.example/axios failed, reason: getaddrinfo EAI_AGAIN packages.example

    This error happened while installing a direct dependency of npmp"
  `)
})

test('python missing package', () => {
  expect(shown('python-missing-package')).toMatchInlineSnapshot(`
    "  File "./pymissing.py", line 1, in <module>
        import confluent_kafka
    ModuleNotFoundError: No module named 'confluent_kafka'"
  `)
})

test('python syntax error', () => {
  expect(shown('python-syntax-error')).toMatchInlineSnapshot(`
    "  File "./pysyntax.py", line 2
        print("x"
             ^
    SyntaxError: '(' was never closed"
  `)
})

test('python traceback', () => {
  expect(shown('python-traceback')).toMatchInlineSnapshot(`
    "  File "./py.py", line 3, in register
        body = json.loads('{"schema": ')
               ^^^^^^^^^^^^^^^^^^^^^^^^^
    json.decoder.JSONDecodeError: Expecting value: line 1 column 12 (char 11)"
  `)
})

test('python two tracebacks', () => {
  expect(shown('python-two-tracebacks')).toMatchInlineSnapshot(`
    "  File "/usr/lib/python3.11/socket.py", line 836, in create_connection
        sock.connect(sa)
    ConnectionRefusedError: [Errno 111] Connection refused

    During handling of the above exception, another exception occurred:

      File "./pychain.py", line 3, in ask
        return urllib.request.urlopen('http://127.0.0.1:1/subjects', timeout=3)
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    urllib.error.URLError: <urlopen error [Errno 111] Connection refused>

    The above exception was the direct cause of the following exception:

      File "./pychain.py", line 8, in main
        raise RuntimeError('the registry does not answer') from error
    RuntimeError: the registry does not answer"
  `)
})

test('uv', () => {
  expect(shown('uv')).toMatchInlineSnapshot(`
    "Using Python 3.11.7 environment at: /tmp/day2-work-Kx81qP/venv
    error: Request failed after 3 retries in 10.3s
      cause: Failed to fetch: https://packages.example/simple/requests/
      cause: error sending request for url (https://packages.example/simple/requests/)
      cause: client error (Connect)
      cause: dns error
      cause: error resolving DNS
      cause: failed to lookup address information: Temporary failure in name resolution"
  `)
})

test('wget', () => {
  expect(shown('wget')).toMatchInlineSnapshot(`
    "--2026-11-27 02:47:41--  https://example.org/x.jar
    Resolving example.org (example.org)... failed: Temporary failure in name resolution.
    wget: unable to resolve host address ‘example.org’"
  `)
})

test('yarn', () => {
  expect(shown('yarn')).toMatchInlineSnapshot(`
    "warning You don't appear to have an internet connection. Try the --offline flag to use the cache for registry queries.
    warning package.json: No license field
    warning sr@1.0.0: No license field
    error Error: getaddrinfo EAI_AGAIN packages.example"
  `)
})

const lines = (count: number, make = (n: number) => `line ${n}`): string =>
  Array.from({ length: count }, (_, n) => make(n + 1)).join('\n')

test('nothing at all is nothing', () => {
  expect(excerpt('')).toBe('')
  expect(excerpt(' \n\n\t\n')).toBe('')
})

test('equal lines are folded, also those that differ in their time only, and groups of them', () => {
  expect(excerpt(lines(10_000, () => 'waiting for the topic'))).toBe('waiting for the topic (10000 times)')
  expect(excerpt(lines(15, n => `2026-11-27 02:48:${n + 10} waiting for the topic`))).toBe(
    '2026-11-27 02:48:25 waiting for the topic (15 times)',
  )
  expect(excerpt(lines(10, n => (n % 2 ? 'ping' : 'no answer')))).toBe(
    'ping\nno answer\n(these 2 lines 5 times)',
  )
  // A list whose lines are alike but for their numbers says something with each of them.
  expect(excerpt(lines(6))).toBe(lines(6))
})

test('of much the last lines, and those that name an error, however far up', () => {
  const text = `${lines(100)}\nsetup.sh: line 3: kafka-topic: command not found\n${lines(100)}`
  expect(excerpt(text, { lines: 6 })).toMatchInlineSnapshot(`
    "… 100 lines left out …
    setup.sh: line 3: kafka-topic: command not found
    … 97 lines left out …
    line 98
    line 99
    line 100"
  `)
})

test('a long line keeps its beginning and its end; one that tells the cause, the cause', () => {
  expect(excerpt('x'.repeat(500))).toBe(`${'x'.repeat(200)} … ${'x'.repeat(60)} (500 characters)`)
  const buried = `{"at":"${'x'.repeat(400)}","error":"org.acme.TopicException: no topic ${'y'.repeat(2000)}"}`
  const text = excerpt(buried)
  expect(text).toContain('{"at":"xxxx')
  expect(text).toContain('org.acme.TopicException: no topic yyyy')
  expect(text.length).toBeLessThan(1200)
  // A message of usual length is never cut.
  const message = `Caused by: org.acme.ConfigException: ${'z'.repeat(900)}`
  expect(excerpt(message)).toBe(message)
})

test('a path with a blank is left out as a file and as an address', () => {
  const path = '/tmp/Ana Müller/day2-work-Kx81qP/04'
  const text = `${path}/setup.sh: line 1\n  at file:///tmp/Ana%20M%C3%BCller/day2-work-Kx81qP/04/setup.ts:3:1\ncd ${path}`
  expect(excerpt(text, { places: [{ path, as: '' }] })).toBe('setup.sh: line 1\n  at setup.ts:3:1\ncd .')
})

test('colours and what a meter wrote over are gone', () => {
  expect(excerpt('10%\r50%\rdone\n\u001b[31mbad\u001b[0m')).toBe('done\nbad')
})

test('picks no more lines than asked for, gaps included, and all where they fit', () => {
  const all = lines(50, n => (n % 7 ? `line ${n}` : `Error: ${n}`)).split('\n')
  for (let limit = 4; limit < 60; limit++) {
    const picked = pickLines(all, limit)
    expect(picked.filter(line => !line.startsWith('…')).length).toBeLessThanOrEqual(limit)
    expect(picked.at(-1)).toBe('line 50')
  }
  expect(pickLines(all, 50)).toEqual(all)
})

test('what reads like no end of a word, a stack or a repetition is read in the time that it takes to read it', () => {
  for (const unit of [
    'a.',
    '(',
    'Error',
    ' at ',
    '\\n  at x',
    '\r',
    'a: ',
    '0 0:00:00 ',
    '\tx = ',
    '1\n2\n',
    '"/',
  ]) {
    const text = unit.repeat(131_072 / unit.length)
    // Time of this process, which other work on the machine does not lengthen much.
    const started = process.cpuUsage()
    excerpt(text, { places: [{ path: FOLDER, as: '' }] })
    excerpt(`% Total    % Received\n${text}`)
    expect(process.cpuUsage(started).user / 1000, JSON.stringify(unit)).toBeLessThan(4000)
  }
})

test.each([
  ['commands to a terminal that never end', '\u001b]0;'],
  ['stacks', '\n  at java.lang.X(X.java:1)\n'],
  ['blank lines', '\n'],
  ['returns', '\r'],
])(
  'megabytes of %s are shown at once',
  (_, piece) => {
    expect(excerpt(piece.repeat((8 << 20) / piece.length)).length).toBeLessThan(10_000)
  },
  20_000,
)
