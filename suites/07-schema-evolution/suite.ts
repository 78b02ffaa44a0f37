// Exercise 7: two versions of a schema in one topic, in the Confluent wire format, and a consumer that reads them all.
import {
  eventually,
  exercise,
  fail,
  partOf,
  type RunningStep,
  sameSchema,
  stillRunning,
  type Tools,
  Unchanged,
} from '#harness/exercise/words.ts'
import {
  type Customer,
  type CustomerSchema,
  customers,
  decode,
  encode,
  inV2Shape,
  isPrinted,
  V1,
  V2,
  v3,
} from './customers.ts'

const SUBJECT = 'customers-value'
const TOPIC = 'customers'
/** So long a silence of `consume` is its end. */
const SILENT_MS = 8000
/** Objects of `consume` that are kept: some hundred times as many as it has to print. One that prints without end is to end nobody. */
const MOST_PRINTED = 20_000

export default exercise(
  '07-schema-evolution',
  'Schema evolution',
  { seconds: 3, topics: ['customers'], subjects: ['customers-value'] },
  check => {
    const printed: Record<string, unknown>[] = []
    const produced: Customer[] = []
    let consume: RunningStep

    const onLine = (line: string): void => {
      try {
        const value: unknown = JSON.parse(line)
        if (printed.length >= MOST_PRINTED) return
        if (value && typeof value === 'object' && !Array.isArray(value))
          printed.push(value as Record<string, unknown>)
      } catch {
        // Other lines are free.
      }
    }

    const registered = async (
      { observe }: Tools,
      version: number,
    ): Promise<{ id: number; schema: string }> => {
      const found = await observe.registry.version(SUBJECT, version)
      return (
        found ??
        fail({
          message: `${SUBJECT} has no version ${version} any more`,
          expected: `versions 1 and 2 of ${SUBJECT}, as \`register\` left them`,
          hint: 'It was there after `register`. Which program deletes it?',
        })
      )
    }

    /** `produce VERSION` with random customers: what it wrote must decode with that version's schema to what it was fed. */
    const producesWireFormat = async (tools: Tools, version: 1 | 2, firstId: number): Promise<void> => {
      const { observe, program, random } = tools
      const topic = observe.reader(TOPIC)
      const { id, schema } = await registered(tools, version)
      const input = customers(random, random.int(12, 20), version === 2, firstId)
      await topic.readToEnd()
      const before = topic.records.length
      await program('produce').succeeds({
        args: [String(version)],
        input: input.map(customer => `${JSON.stringify(customer)}\n`).join(''),
      })
      await eventually(
        async () => {
          await topic.readToEnd()
          const decoded = topic.records.slice(before).map(({ value }) => decode(value, schema, id))
          const wrong = decoded.find(each => typeof each === 'string')
          if (wrong !== undefined) {
            fail({
              message: `a record of \`produce ${version}\` is not in the wire format with version ${version}'s schema`,
              expected: `byte 0, the four-byte schema id ${id}, and the Avro body of version ${version}`,
              actual: wrong,
              final: true,
              hint: 'JSON in the topic, a missing header, or the other version: compare the first five bytes with the registry.',
            })
          }
          const texts = (list: (Customer | string)[]): string[] =>
            list.map(each => JSON.stringify(each)).sort()
          if (texts(decoded).join() === texts(input).join()) return
          const missing = input.filter(customer => !texts(decoded).includes(JSON.stringify(customer)))
          const near = decoded.find(each => typeof each === 'object' && each.id === missing[0]?.id)
          fail({
            message: `the records of \`produce ${version}\` are not the customers that it was fed`,
            expected: `${input.length} records, one a line of input`,
            actual: `${decoded.length} records${missing[0] ? `; not among them: ${JSON.stringify(missing[0])}` : ''}${near ? `, but ${JSON.stringify(near)}` : ''}`,
            final: decoded.length >= input.length,
            hint: 'Each line of the input, which is UTF-8, is one record; the program ends when all of them are acknowledged.',
          })
        },
        { within: 10 },
      )
      produced.push(...input)
    }

    const printsAll = async (expected: readonly Customer[], hint: string): Promise<void> => {
      /** Each record was printed, somehow, and nothing more has come for a while: what is wrong stays so. */
      const silence = new Unchanged()
      const done = (): boolean =>
        silence.look(printed.length) > SILENT_MS &&
        expected.every(({ id }) => printed.some(line => line.id === id))
      await eventually(
        () => {
          const missing = expected.filter(customer => !printed.some(line => isPrinted(line, customer)))
          const [first] = missing
          if (!first) return
          const near = printed.find(line => line.id === first.id)
          fail({
            message: `\`consume\` has not printed ${missing.length} of ${expected.length} records`,
            expected: JSON.stringify(inV2Shape(first)),
            actual: near
              ? JSON.stringify(near)
              : `${printed.length} JSON objects printed, none with id ${first.id}`,
            hint,
          })
        },
        { within: 45, stall: 12, whileRunning: consume, progress: () => String(printed.length), until: done },
      )
    }

    /** Records of the grader's own, without keys, as any other producer writes them. */
    const write = async (
      { feed }: Tools,
      schema: CustomerSchema,
      id: number,
      list: readonly Customer[],
      more: object = {},
    ): Promise<void> => {
      const records = list.map(customer => ({
        key: null,
        value: encode(schema, id, { ...customer, ...more }),
      }))
      await partOf('topic-layout', () => feed(TOPIC, records))
    }

    check('register-succeeds', { points: 1 }, '`register` exits with code 0', async ({ program }) => {
      await program('register').succeeds()
    })

    check(
      'topic-layout',
      { points: 1, needs: ['register-succeeds'] },
      'customers has 3 partitions with 3 replicas each',
      async ({ laidOut }) => {
        await laidOut(TOPIC, { partitions: 3, replicas: 3 })
      },
    )

    check(
      'two-versions',
      { points: 2, needs: ['register-succeeds'] },
      "versions 1 and 2 of customers-value are the guide's, and a second `register` changes nothing",
      async tools => {
        const { observe, program } = tools
        const judge = async (when: string): Promise<void> => {
          const versions = await observe.registry.versions(SUBJECT)
          if (versions.join() !== '1,2') {
            const subjects = await observe.registry.subjects()
            fail({
              message: `customers-value does not have exactly two versions${when}`,
              expected: 'versions 1, 2',
              actual:
                versions.length > 0
                  ? `versions ${versions.join(', ')}`
                  : `subjects: ${subjects.join(', ') || 'none'}`,
              hint: 'The subject is the topic name followed by -value; a schema that is not compatible is refused, which curl tells in its output only; the same schema again makes no new version.',
            })
          }
          for (const [version, expected] of [
            [1, V1],
            [2, V2],
          ] as const) {
            const { schema } = await registered(tools, version)
            if (sameSchema(schema, expected)) continue
            fail({
              message: `version ${version} of customers-value is another schema${when}`,
              expected: JSON.stringify(expected),
              actual: schema,
              hint: 'A reader of version 2 meets data of version 1: what does it take for the field that was not there?',
            })
          }
        }
        await judge('')
        await program('register').succeeds()
        await judge(' after a second `register`')
      },
    )

    check(
      'wire-format-v1',
      { points: 1, needs: ['two-versions'] },
      '`produce 1` writes the wire format with version 1',
      async tools => {
        await producesWireFormat(tools, 1, 1_000_000)
      },
    )

    check(
      'wire-format-v2',
      { points: 1, needs: ['two-versions'], alike: ['wire-format-v1'] },
      '`produce 2` writes the wire format with version 2',
      async tools => {
        await producesWireFormat(tools, 2, 2_000_000)
      },
    )

    check(
      'consumer-reads-both',
      { points: 2, needs: ['wire-format-v1', 'wire-format-v2'] },
      "`consume` prints every record of both versions in version 2's shape",
      async tools => {
        const { program, stop } = tools
        consume = await program('consume').start({ onLine })
        await printsAll(
          produced,
          "One JSON object a line with id, name and email; email is null where the record has none. The writer's schema is the one with the id in the record.",
        )
        await stop(consume)
      },
    )

    check(
      'consumer-reads-foreign-records',
      { points: 1, needs: ['consumer-reads-both'] },
      '`consume` prints records of another producer, without keys, written before it starts and after',
      async tools => {
        const { program, random } = tools
        const [one, two] = [await registered(tools, 1), await registered(tools, 2)]
        const foreign = (first: number): [Customer[], Customer[]] => [
          customers(random, random.int(4, 8), false, first),
          customers(random, random.int(4, 8), true, first + 500_000),
        ]
        const hint =
          'A record need not have a key, and its schema id may be that of either version, in any order.'
        const before = foreign(3_000_000)
        await write(tools, V1, one.id, before[0])
        await write(tools, V2, two.id, before[1])
        consume = await program('consume').start({ onLine })
        await printsAll(before.flat(), hint)
        const after = foreign(4_000_000)
        await write(tools, V2, two.id, after[1])
        await write(tools, V1, one.id, after[0])
        await printsAll(after.flat(), hint)
      },
    )

    check(
      'consumer-reads-newer-version',
      { points: 1, needs: ['consumer-reads-foreign-records'] },
      'a version 3 with one more optional field, registered while `consume` runs, does not stop it',
      async tools => {
        const { random, stop, registerOwn } = tools
        stillRunning(consume)
        const field = `note_${random.word()}`
        const third = v3(field)
        const id = await registerOwn(SUBJECT, third)
        const newer = customers(random, random.int(4, 8), true, 5_000_000)
        await write(tools, third, id, newer, { [field]: random.word() })
        const { id: secondId } = await registered(tools, 2)
        const usual = customers(random, 4, true, 6_000_000)
        await write(tools, V2, secondId, usual)
        await printsAll(
          [...newer, ...usual],
          'Schemas are looked up by the id in each record; a consumer that knows two ids by heart fails at the third.',
        )
        await stop(consume)
      },
    )
  },
)
