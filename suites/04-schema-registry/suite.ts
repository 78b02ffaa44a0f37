// Exercise 4: a schema under version control, and a compatibility check that asks the registry and changes nothing.
import { mkdir, writeFile } from 'node:fs/promises'
import {
  exercise,
  type Finished,
  fail,
  jsonInText,
  partOf,
  printed,
  sameSchema,
  type Tools,
  wholeAnswer,
} from '#harness/exercise/words.ts'
import { breaking, compatible, GUIDE_BREAKING, record, USER, USER_FIELDS } from './schemas.ts'

const SUBJECT = 'users-value'

/** By what `check` said, where that was wrong. */
const HINTS = {
  true: 'Is the registry asked, about the schema in the file, and about users-value? A subject that it does not know is compatible with everything, and so is one whose level is NONE.',
  false:
    'Is the registry asked, and about the schema in the file? A schema may differ from the registered one and yet be compatible.',
  undefined:
    'The registry answers at /compatibility/subjects/…/versions/latest. The file is JSON and goes into the request as a JSON string: quotes and line breaks must be escaped.',
}

export default exercise(
  '04-schema-registry',
  'Schema Registry operations',
  { seconds: 3, subjects: ['users-value'] },
  check => {
    let candidates: number | undefined
    /** The registry was told to take everything; that check said what such a registry says. */
    let takesEverything = false
    let levelFailed = false
    /** Versions of the subject before the first `check`. */
    let before: number[] = []

    /** What `check` says of a candidate; every other file is spread over lines, as schema files often are. */
    const verdictOn = async (
      { program, random, workspace }: Tools,
      schema: unknown,
    ): Promise<boolean | undefined> => {
      await mkdir(workspace.path('schemas'), { recursive: true })
      candidates = (candidates ?? random.int(0, 1)) + 1
      const file = workspace.path('schemas', `candidate-${candidates}.avsc`)
      await writeFile(file, `${JSON.stringify(schema, null, candidates % 2 ? 2 : 0)}\n`)
      const stdout = wholeAnswer(await program('check').run({ args: [file], whole: true }))
      return jsonInText(stdout)
        .map(value =>
          value && typeof value === 'object' && 'is_compatible' in value ? value.is_compatible : undefined,
        )
        .findLast(answer => typeof answer === 'boolean')
    }

    const expectVerdict = async (
      tools: Tools,
      schema: unknown,
      expected: boolean,
      why: string,
    ): Promise<void> => {
      const { observe } = tools
      // A `check` that registers moves the ground under the later ones; check-registers-nothing is there to say so.
      const versions = await observe.registry.versions(SUBJECT)
      if (before.length === 0) before = versions
      if (versions.join() !== before.join()) return
      // The registry's own answer is the truth: where it differs from ours, the fault is ours.
      const path = `/compatibility/subjects/${SUBJECT}/versions/latest`
      const { body, status } = await observe.registry.call('POST', path, { schema: JSON.stringify(schema) })
      const truth =
        body && typeof body === 'object' && 'is_compatible' in body ? body.is_compatible : undefined
      takesEverything = truth !== expected && (await levelIsNone(tools))
      if (truth !== expected && !takesEverything) {
        throw new Error(
          `the registry itself answers ${status} ${JSON.stringify(body)} for ${JSON.stringify(schema)}`,
        )
      }
      const verdict = await verdictOn(tools, schema)
      if (verdict === expected) return
      if (takesEverything && verdict === truth) {
        levelFailed = true
        fail({
          message: `${SUBJECT} takes every schema: its compatibility level is NONE`,
          expected: `{"is_compatible":${expected}}, as at the level BACKWARD that the registry begins with`,
          actual: `{"is_compatible":${verdict}}, the registry's own answer`,
          hint: 'A registry that is told to compare nothing finds everything compatible. What does `register` change besides the schema?',
          evidence: [{ source: 'the schema', text: JSON.stringify(schema) }],
        })
      }
      fail({
        message:
          verdict === undefined
            ? '`check` printed no JSON object with is_compatible'
            : `\`check\` is wrong about a schema that ${why}`,
        expected: `{"is_compatible":${expected}}`,
        actual: verdict === undefined ? 'no such object on standard output' : `{"is_compatible":${verdict}}`,
        hint: HINTS[String(verdict) as keyof typeof HINTS],
        evidence: [{ source: 'the schema', text: JSON.stringify(schema) }],
      })
    }

    /** A subject that takes everything makes the registry call everything compatible: the submission's doing. */
    const levelIsNone = async ({ observe }: Tools): Promise<boolean> => {
      const levels = await Promise.all(
        ['/config', `/config/${SUBJECT}`].map(async path =>
          JSON.stringify((await observe.registry.call('GET', path)).body),
        ),
      )
      return !levels.every(level => level.includes('BACKWARD') || level.includes('error_code'))
    }

    let first: Finished | undefined

    check('register-succeeds', { points: 1 }, '`register` exits with code 0', async ({ program }) => {
      first = await program('register').succeeds()
    })

    check(
      'schema-registered',
      { points: 2, needs: ['register-succeeds'] },
      "version 1 of users-value is the guide's User schema",
      async ({ observe }) => {
        const version = await observe.registry.version(SUBJECT, 1)
        if (version && sameSchema(version.schema, USER)) return
        const subjects = await observe.registry.subjects()
        fail({
          message: version ? 'version 1 of users-value is another schema' : 'users-value has no version 1',
          expected: JSON.stringify(USER),
          actual: version ? version.schema : `subjects: ${subjects.join(', ') || 'none'}`,
          hint: version
            ? 'Names, types, their order and the default decide; doc texts are free.'
            : first && `${first.stdout}${first.stderr}`.includes('error_code')
              ? 'The registry refused what `register` sent. JSON takes no raw line break inside a string, and quotes inside one must be escaped.'
              : 'A subject is the topic name followed by -value (or -key).',
          evidence: first ? printed(first) : [],
        })
      },
    )

    check(
      'register-is-idempotent',
      { points: 1, needs: ['schema-registered'] },
      'a second `register` succeeds and makes no second version',
      async ({ observe, program }) => {
        const before = await observe.registry.versions(SUBJECT)
        await program('register').succeeds()
        const versions = await observe.registry.versions(SUBJECT)
        if (versions.join() === before.join()) return
        fail({
          message: 'the second `register` made another version',
          expected: `versions ${before.join(', ')}`,
          actual: `versions ${versions.join(', ')}`,
          hint: 'Registering the very same schema again gives the same id and no new version.',
        })
      },
    )

    check(
      'rejects-breaking-change',
      { points: 2, needs: ['schema-registered'] },
      "`check` says false to the guide's breaking schema and to random ones",
      async tools => {
        const { random } = tools
        await expectVerdict(tools, GUIDE_BREAKING, false, 'breaks compatibility')
        for (const schema of breaking(random))
          await expectVerdict(tools, schema, false, 'breaks compatibility')
      },
    )

    check(
      'accepts-compatible-change',
      { points: 2, needs: ['schema-registered'], alike: ['rejects-breaking-change'] },
      '`check` says true to random compatible schemas',
      async tools => {
        const { random } = tools
        for (const schema of compatible(random)) await expectVerdict(tools, schema, true, 'is compatible')
      },
    )

    check(
      'check-registers-nothing',
      { points: 1, needs: ['schema-registered', 'accepts-compatible-change'] },
      '`check` left the subject as it was, and the next registration gets the next version',
      async ({ observe, random, registerOwn }) => {
        const versions = await observe.registry.versions(SUBJECT)
        const expected = [...before, (before.at(-1) ?? 0) + 1]
        const registered = (actual: string): never =>
          fail({
            message: before.every(version => versions.includes(version))
              ? '`check` registered something'
              : '`check` deleted what was registered',
            expected: `versions ${before.join(', ')}, then ${expected.join(', ')} after the next registration`,
            actual,
            hint: 'Ask at /compatibility/…, which changes nothing; a version that was registered and deleted again has still been used up.',
          })
        // Whether the grader's own next version would fit to what `check` registered is anybody's guess.
        if (versions.join() !== before.join()) registered(`versions ${versions.join(', ')}`)
        const next = record([
          ...USER_FIELDS,
          { name: `next_${random.word()}`, type: ['null', 'string'], default: null },
        ])
        await registerOwn(SUBJECT, next)
        const after = await observe.registry.versions(SUBJECT)
        if (after.join() !== expected.join())
          registered(`versions ${versions.join(', ')}, then ${after.join(', ')}`)
      },
    )

    check(
      'breaking-registration-refused',
      { points: 1, needs: ['schema-registered'] },
      'the registry itself refuses the breaking schema with 409',
      async ({ observe, canBeWrittenTo }) => {
        const versions = await observe.registry.versions(SUBJECT)
        const deleted = !before.every(version => versions.includes(version))
        const { status, body } = await observe.registry.register(SUBJECT, GUIDE_BREAKING)
        if (status === 409) return
        await partOf('check-registers-nothing', () => canBeWrittenTo(SUBJECT))
        fail({
          message: 'the registry took the breaking schema',
          expected: 'status 409',
          actual: `status ${status} ${JSON.stringify(body)}`,
          hint: 'Which compatibility level is in force for users-value?',
          partOf: levelFailed ? 'rejects-breaking-change' : deleted ? 'check-registers-nothing' : undefined,
        })
      },
    )
  },
)
