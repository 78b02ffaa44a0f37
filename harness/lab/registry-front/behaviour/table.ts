// What Confluent's Schema Registry answers, as rows of request and answer: the front is held to it. A scenario starts on
// an empty registry. Never the wording of a message, only status, error_code and the named members.

export interface Row {
  /** What is being tried, for the report. */
  what: string
  /** Method and path; `{name}` is a value kept by an earlier row. */
  request: string
  /** Sent as JSON; a text is sent as it stands. */
  body?: unknown
  headers?: Record<string, string>
  status: number
  /** The answer's content type, where it is not Confluent's own. */
  type?: string
  /** The `error_code` of an error answer. */
  code?: number
  /** The whole answer, order of members aside; `{name}` as above. */
  is?: unknown
  /** Members that the answer has among others. */
  has?: Record<string, unknown>
  /** Keeps the answer's `id` under this name. */
  keepId?: string
}

export interface Scenario {
  name: string
  rows: Row[]
}

type Expected = Omit<Row, 'what' | 'request' | 'body'>

const row =
  (method: string) =>
  (path: string, what: string, expected: Expected, body?: unknown): Row => ({
    what,
    request: `${method} ${path}`,
    ...(body === undefined ? {} : { body }),
    ...expected,
  })

const get = row('GET')
const post = row('POST')
const put = row('PUT')
const del = row('DELETE')

/** An error's status is the first three digits of its code. */
const error = (code: number): Expected => ({ status: Number(String(code).slice(0, 3)), code })
/** An error that has no number beyond its status. */
const plainError = (status: number): Expected => ({ status, code: status })
const ok: Expected = { status: 200 }
const is = (answer: unknown): Expected => ({ status: 200, is: answer })
const has = (members: Record<string, unknown>): Expected => ({ status: 200, has: members })
const newId = (keepId: string): Expected => ({ status: 200, is: { id: `{${keepId}}` }, keepId })
const sentWith = (headers: Record<string, string>, expected: Expected): Expected => ({ ...expected, headers })
const id = (name: string): Expected => is({ id: `{${name}}` })
const compatible = is({ is_compatible: true })
const incompatible = is({ is_compatible: false })

type Field = [name: string, type: unknown, fallback?: unknown]

const record = (name: string, ...fields: Field[]): string =>
  JSON.stringify({
    type: 'record',
    name,
    fields: fields.map(([field, type, ...rest]) =>
      rest.length === 0 ? { name: field, type } : { name: field, type, default: rest[0] },
    ),
  })
const avro = (schema: string) => ({ schema })

const ID: Field = ['id', 'int']
const NAME: Field = ['name', 'string']
const EMAIL: Field = ['email', ['null', 'string'], null]

const USER = record('User', ID, NAME, EMAIL)
const USER_BROKEN = record('User', ID, ['full_name', 'string'])
const USER_WITH_AGE = record('User', ID, NAME, EMAIL, ['age', 'int', 0])
const USER_SHORT = record('User', ID, NAME)
const USER_AGE_NEEDED = record('User', ID, NAME, EMAIL, ['age', 'int'])
const V1 = record('V', ID)
const V2 = record('V', ID, ['n', 'string', ''])
const V_NEEDED = record('V', ID, ['n', 'string'])

const SUBJECT = '/subjects/users-value'
const VERSIONS = `${SUBJECT}/versions`
const CHECK = '/compatibility/subjects/users-value/versions'
const OTHER = '/subjects/other-value'

const registered = post(VERSIONS, 'a first version', newId('user'), avro(USER))

/** As the guide prints it: raw line breaks inside a JSON string. */
const GUIDE_LINES = `{
    "schema": "{
      \\"type\\": \\"record\\",
      \\"name\\": \\"User\\",
      \\"fields\\": [
        {\\"name\\": \\"id\\", \\"type\\": \\"int\\"}
      ]
    }"
  }`

export const SCENARIOS: Scenario[] = [
  {
    name: 'an empty registry',
    rows: [
      get('/', 'the root', is({})),
      get('/subjects', 'no subjects', is([])),
      get('/subjects/', 'a slash at the end', is([])),
      get('/schemas', 'no schemas', is([])),
      get('/schemas/types', 'the schema types', is(['JSON', 'PROTOBUF', 'AVRO'])),
      get('/contexts', 'the default context', is(['.'])),
      get('/config', 'the global level', is({ compatibilityLevel: 'BACKWARD' })),
      get('/mode', 'the global mode', is({ mode: 'READWRITE' })),
      get(VERSIONS, 'versions of no subject', error(40401)),
      get(`${VERSIONS}/1`, 'a version of no subject', error(40401)),
      get(`${VERSIONS}/latest`, 'the latest version of no subject', error(40401)),
      get(`${VERSIONS}/1/schema`, 'a text of no subject', error(40401)),
      get(`${VERSIONS}/1/referencedby`, 'referrers to no subject', error(40401)),
      post(SUBJECT, 'look-up under no subject', error(40401), avro(USER)),
      del(SUBJECT, 'deletion of no subject', error(40401)),
      del(`${SUBJECT}?permanent=true`, 'permanent deletion of no subject', error(40401)),
      del(`${VERSIONS}/1`, 'deletion of a version of no subject', error(40401)),
      get('/schemas/ids/999999', 'an unknown id', error(40403)),
      get('/schemas/ids/999999/schema', 'the text of an unknown id', error(40403)),
      get('/schemas/ids/999999/subjects', 'the subjects of an unknown id', error(40403)),
      get('/schemas/ids/999999/versions', 'the versions of an unknown id', error(40403)),
      get('/schemas/ids/abc', 'an id that is no number', plainError(404)),
      get('/nothing/here', 'a path that there is not', plainError(404)),
      post('/subjects', 'a method that there is not', plainError(405), {}),
      put(VERSIONS, 'PUT instead of POST', plainError(405), avro(USER)),
    ],
  },
  {
    name: 'registration and reading (exercise 4)',
    rows: [
      registered,
      post(VERSIONS, 'the same again', id('user'), avro(USER)),
      get(VERSIONS, 'still one version', is([1])),
      post(
        VERSIONS,
        'the same with white space',
        id('user'),
        avro(JSON.stringify(JSON.parse(USER), null, 2)),
      ),
      post(
        VERSIONS,
        'the same with long spellings and another order',
        id('user'),
        avro(
          '{"fields":[{"type":{"type":"int"},"name":"id"},{"name":"name","type":"string"},{"default":null,"name":"email","type":["null",{"type":"string"}]}],"name":"User","type":"record"}',
        ),
      ),
      post(`${OTHER}/versions`, 'the same under another subject', id('user'), avro(` ${USER} `)),
      get(VERSIONS, 'still one version', is([1])),
      get('/subjects', 'both subjects', is(['other-value', 'users-value'])),
      get('/subjects?subjectPrefix=users', 'subjects by prefix', is(['users-value'])),
      get('/subjects?subjectPrefix=:*:users', 'subjects by prefix in every context', is(['users-value'])),
      get('/subjects?subjectPrefix=nobody', 'no subject has the prefix', is([])),
      get('/subjects?offset=1&limit=1', 'a page of subjects', is(['users-value'])),
      get(
        `${VERSIONS}/1`,
        'version 1',
        is({ subject: 'users-value', version: 1, id: '{user}', schema: USER }),
      ),
      get(`${VERSIONS}/latest`, 'the latest version', has({ version: 1, id: '{user}' })),
      get(`${VERSIONS}/-1`, 'the latest version as -1', has({ version: 1 })),
      get(`${VERSIONS}/1/schema`, 'its text', is(JSON.parse(USER))),
      get(`${VERSIONS}/1/referencedby`, 'nobody refers to it', is([])),
      get(`${VERSIONS}/2`, 'a version that there is not', error(40402)),
      get('/schemas/ids/{user}', 'the schema by id', is({ schema: USER })),
      get('/schemas/ids/{user}/schema', 'the text by id', is(JSON.parse(USER))),
      get('/schemas/ids/{user}/subjects', 'the subjects of the id', is(['other-value', 'users-value'])),
      get(
        '/schemas/ids/{user}/versions',
        'the versions of the id',
        is([
          { subject: 'other-value', version: 1 },
          { subject: 'users-value', version: 1 },
        ]),
      ),
      post(
        SUBJECT,
        'look-up',
        is({ subject: 'users-value', version: 1, id: '{user}', schema: USER }),
        avro(USER),
      ),
      post(
        SUBJECT,
        'look-up with white space',
        has({ version: 1 }),
        avro(JSON.stringify(JSON.parse(USER), null, 4)),
      ),
      post(SUBJECT, 'look-up of another schema', error(40403), avro(USER_SHORT)),
      post(SUBJECT, 'look-up of what is no schema', error(42201), avro('{"type":"nonsense"}')),
      post(SUBJECT, 'look-up without a body', error(42201)),
      post(VERSIONS, "the guide's breaking change", plainError(409), avro(USER_BROKEN)),
      get(VERSIONS, 'a refused schema is no version', is([1])),
      post(VERSIONS, 'a compatible change', newId('aged'), avro(USER_WITH_AGE)),
      get(VERSIONS, 'two versions', is([1, 2])),
      get(`${VERSIONS}/latest`, 'the latest is the second', has({ version: 2, id: '{aged}' })),
      get(
        '/schemas?subjectPrefix=users',
        'all schemas of a prefix',
        is([
          { subject: 'users-value', version: 1, id: '{user}', schema: USER },
          { subject: 'users-value', version: 2, id: '{aged}', schema: USER_WITH_AGE },
        ]),
      ),
      get(
        '/schemas?subjectPrefix=users&latestOnly=true',
        'the latest schemas of a prefix',
        is([{ subject: 'users-value', version: 2, id: '{aged}', schema: USER_WITH_AGE }]),
      ),
    ],
  },
  {
    name: 'what makes a new version',
    rows: [
      post(VERSIONS, 'a first version', newId('plain'), avro(V1)),
      post(
        VERSIONS,
        'with documentation it is another schema',
        newId('documented'),
        avro('{"type":"record","name":"V","doc":"told","fields":[{"name":"id","type":"int"}]}'),
      ),
      get(VERSIONS, 'two versions', is([1, 2])),
      post(SUBJECT, 'the one without is found', has({ version: 1, id: '{plain}' }), avro(V1)),
      post(VERSIONS, 'the first again makes no third', id('plain'), avro(V1)),
      post(VERSIONS, 'a primitive as an object', plainError(409), avro('{"type":"int"}')),
      post(`${OTHER}/versions`, 'a primitive as a text', newId('int'), avro('"int"')),
      post('/subjects/third/versions', 'the same as an object', id('int'), avro('{"type":"int"}')),
      get('/subjects/third/versions/1/schema', 'its text is the short one', is('int')),
    ],
  },
  {
    name: 'what is no schema',
    rows: [
      post(VERSIONS, 'no body', error(42201)),
      post(VERSIONS, 'blanks', error(42201), '  '),
      post(VERSIONS, 'JSON null', error(42201), 'null'),
      post(VERSIONS, 'an empty object', error(42201), {}),
      post(VERSIONS, 'an empty schema', error(42201), avro('')),
      post(VERSIONS, 'an unknown type', error(42201), avro('{"type":"nonsense"}')),
      post(VERSIONS, 'a record without fields', error(42201), avro('{"type":"record","name":"R"}')),
      post(VERSIONS, 'a record without a name', error(42201), avro('{"type":"record","fields":[]}')),
      post(VERSIONS, 'a name with a blank', error(42201), avro('{"type":"record","name":"a b","fields":[]}')),
      post(VERSIONS, 'two fields of one name', error(42201), avro(record('R', ID, ID))),
      post(VERSIONS, 'a default of another type', error(42201), avro(record('R', ['id', 'int', 'x']))),
      post(VERSIONS, 'an unknown field type', error(42201), avro(record('R', ['id', 'Missing']))),
      post(VERSIONS, 'a union with null twice', error(42201), avro('["null","null"]')),
      post(VERSIONS, 'no JSON in the schema', error(42201), avro('User')),
      post(VERSIONS, 'a schema cut short', error(42201), avro(USER.slice(0, -2))),
      post(VERSIONS, 'Protobuf that is called Avro', error(42201), avro('syntax = "proto3"; message A {}')),
      post(VERSIONS, 'an unknown schemaType', error(42201), { schema: USER, schemaType: 'THRIFT' }),
      post(VERSIONS, 'JSON that is none', error(42201), { schema: 'User', schemaType: 'JSON' }),
      post(VERSIONS, 'Protobuf that is none', error(42201), { schema: 'User', schemaType: 'PROTOBUF' }),
      post(VERSIONS, "the guide's raw line breaks", plainError(400), GUIDE_LINES),
      post(`${CHECK}/latest`, "the guide's raw line breaks in a check", plainError(400), GUIDE_LINES),
      post(VERSIONS, 'JSON cut short', plainError(400), '{"schema":'),
      post(VERSIONS, 'a list', plainError(400), '[]'),
      post(VERSIONS, 'the schema as an object', plainError(400), { schema: JSON.parse(USER) }),
      put('/config', 'a level in broken JSON', plainError(400), '{'),
      put('/mode', 'a mode in broken JSON', plainError(400), '{'),
      get('/subjects', 'nothing was registered', is([])),
    ],
  },
  {
    name: 'content types',
    rows: [
      post(
        VERSIONS,
        'application/json',
        sentWith({ 'content-type': 'application/json' }, newId('user')),
        avro(USER),
      ),
      post(
        VERSIONS,
        'application/vnd.schemaregistry+json',
        sentWith({ 'content-type': 'application/vnd.schemaregistry+json; charset=utf-8' }, id('user')),
        avro(USER),
      ),
      post(
        VERSIONS,
        'application/octet-stream',
        sentWith({ 'content-type': 'application/octet-stream' }, id('user')),
        avro(USER),
      ),
      post(VERSIONS, 'none', sentWith({ 'content-type': '' }, id('user')), avro(USER)),
      post(
        VERSIONS,
        "curl's own",
        sentWith({ 'content-type': 'application/x-www-form-urlencoded' }, plainError(415)),
        avro(USER),
      ),
      get(
        '/subjects',
        'accepting JSON',
        sentWith({ accept: 'application/json' }, { ...is(['users-value']), type: 'application/json' }),
      ),
      get('/subjects', 'accepting only HTML', sentWith({ accept: 'text/html' }, plainError(406))),
    ],
  },
  {
    name: 'versions by name',
    rows: [
      registered,
      get(`${VERSIONS}/0`, 'version 0', error(42202)),
      get(`${VERSIONS}/-2`, 'version -2', error(42202)),
      get(`${VERSIONS}/abc`, 'version abc', error(42202)),
      get(`${VERSIONS}/1.5`, 'version 1.5', error(42202)),
      get(`${VERSIONS}/2147483648`, 'a version above 2^31-1', error(42202)),
      get(`${VERSIONS}/2147483647`, 'the highest version', error(40402)),
      get(`${VERSIONS}/abc/schema`, 'the text of version abc', error(42202)),
      get('/subjects/nobody/versions/abc', 'version abc of no subject', error(42202)),
      del(`${VERSIONS}/abc`, 'deletion of version abc', error(42202)),
      del(`${VERSIONS}/0`, 'deletion of version 0', error(42202)),
      del(`${VERSIONS}/7`, 'deletion of a version that there is not', error(40402)),
      post(`${CHECK}/abc`, 'a check against version abc', error(42202), avro(USER)),
      post(`${CHECK}/0`, 'a check against version 0', error(42202), avro(USER)),
    ],
  },
  {
    name: 'compatibility checks',
    rows: [
      registered,
      post(`${CHECK}/latest`, 'the same schema', compatible, avro(USER)),
      post(`${CHECK}/latest`, "the guide's breaking change", incompatible, avro(USER_BROKEN)),
      post(`${CHECK}/latest`, 'a field with a default', compatible, avro(USER_WITH_AGE)),
      post(`${CHECK}/latest`, 'a field without a default', incompatible, avro(USER_AGE_NEEDED)),
      post(`${CHECK}/latest`, 'a field less', compatible, avro(USER_SHORT)),
      post(`${CHECK}/latest`, 'another record name', incompatible, avro(record('Person', ID, NAME, EMAIL))),
      post(`${CHECK}/latest`, 'int made long', compatible, avro(record('User', ['id', 'long'], NAME, EMAIL))),
      post(
        `${CHECK}/latest`,
        'int made text',
        incompatible,
        avro(record('User', ['id', 'string'], NAME, EMAIL)),
      ),
      post(`${CHECK}/1`, 'version 1, breaking', incompatible, avro(USER_BROKEN)),
      post(`${CHECK}/-1`, 'version -1', compatible, avro(USER_WITH_AGE)),
      post(CHECK, 'the subject, breaking', incompatible, avro(USER_BROKEN)),
      post(CHECK, 'the subject, compatible', compatible, avro(USER_WITH_AGE)),
      post(`${CHECK}/9`, 'a version that there is not', error(40402), avro(USER)),
      post(
        '/compatibility/subjects/nobody/versions/latest',
        'the latest of no subject',
        compatible,
        avro(USER),
      ),
      post('/compatibility/subjects/nobody/versions', 'no subject', compatible, avro(USER)),
      post('/compatibility/subjects/nobody/versions/1', 'version 1 of no subject', error(40402), avro(USER)),
      post(
        '/compatibility/subjects/nobody/versions/latest',
        'no schema, of no subject',
        error(42201),
        avro('{"type":"nonsense"}'),
      ),
      post(`${CHECK}/latest`, 'no schema', error(42201), avro('{"type":"nonsense"}')),
      post(`${CHECK}/latest`, 'no body', error(42201)),
      post(`${CHECK}/latest`, 'an empty object', error(42201), {}),
      post(`${CHECK}/latest`, 'an unknown schemaType', error(42201), { schema: USER, schemaType: 'THRIFT' }),
      post(`${CHECK}/latest`, 'another schema type', incompatible, {
        schema: '{"type":"object"}',
        schemaType: 'JSON',
      }),
      post(
        `${CHECK}/latest?verbose=true`,
        'compatible, verbose',
        is({ is_compatible: true, messages: [] }),
        avro(USER),
      ),
      post(
        `${CHECK}/latest?verbose=true`,
        'breaking, verbose',
        has({ is_compatible: false, messages: 'SOME' }),
        avro(USER_BROKEN),
      ),
      post(
        `${CHECK}?verbose=true`,
        'the subject, verbose',
        has({ is_compatible: false, messages: 'SOME' }),
        avro(USER_BROKEN),
      ),
      post(
        `${CHECK}/latest?verbose=true`,
        'no schema, verbose',
        has({ is_compatible: false, messages: 'SOME' }),
        avro('{"type":"nonsense"}'),
      ),
      post(`${CHECK}/latest?verbose=false`, 'not verbose', incompatible, avro(USER_BROKEN)),
      get(VERSIONS, 'a check registers nothing', is([1])),
      get('/subjects', 'nor does one of no subject', is(['users-value'])),
      post(VERSIONS, 'the next registration is version 2', newId('aged'), avro(USER_WITH_AGE)),
      get(`${VERSIONS}/2`, 'version 2', has({ id: '{aged}' })),
    ],
  },
  {
    name: 'compatibility levels',
    rows: [
      post(VERSIONS, 'version 1', newId('v1'), avro(V1)),
      post(VERSIONS, 'version 2', newId('v2'), avro(V2)),
      post(CHECK, 'BACKWARD looks at the latest only', compatible, avro(V_NEEDED)),
      post(`${CHECK}/1`, 'but version 1 may be asked about', incompatible, avro(V_NEEDED)),
      get('/config/users-value', 'the subject has no level', error(40408)),
      get(
        '/config/users-value?defaultToGlobal=true',
        'the level in force',
        is({ compatibilityLevel: 'BACKWARD' }),
      ),
      get('/config/nobody', 'nor has no subject', error(40408)),
      del('/config/users-value', 'no level to delete', error(40401)),
      put('/config/users-value', 'BACKWARD_TRANSITIVE', is({ compatibility: 'BACKWARD_TRANSITIVE' }), {
        compatibility: 'BACKWARD_TRANSITIVE',
      }),
      get('/config/users-value', 'the level is kept', is({ compatibilityLevel: 'BACKWARD_TRANSITIVE' })),
      get('/config', 'the global one is as it was', is({ compatibilityLevel: 'BACKWARD' })),
      post(CHECK, 'it looks at all', incompatible, avro(V_NEEDED)),
      post(`${CHECK}/latest`, 'a version alone is still alone', compatible, avro(V_NEEDED)),
      post(VERSIONS, 'and so does a registration', plainError(409), avro(V_NEEDED)),
      put('/config/users-value', 'NONE', is({ compatibility: 'NONE' }), { compatibility: 'NONE' }),
      post(`${CHECK}/latest`, 'everything is compatible', compatible, avro('"string"')),
      post(VERSIONS, 'and can be registered', newId('text'), avro('"string"')),
      get(VERSIONS, 'three versions', is([1, 2, 3])),
      del('/config/users-value', 'the level is deleted', is({ compatibilityLevel: 'NONE' })),
      get('/config/users-value', 'and gone', error(40408)),
      post(VERSIONS, 'the global level is in force again', plainError(409), avro(V1.replace('"V"', '"W"'))),
      put('/config', 'an unknown level', error(42203), { compatibility: 'SIDEWARD' }),
      put('/config/users-value', 'an unknown level of a subject', error(42203), {
        compatibility: 'SIDEWARD',
      }),
      put('/config', 'no level', error(42203), {}),
      put('/config', 'no body', error(42203)),
      put('/config', 'the global level', is({ compatibility: 'FULL' }), { compatibility: 'FULL' }),
      get('/config', 'it is kept', is({ compatibilityLevel: 'FULL' })),
      put('/config', 'in small letters', is({ compatibility: 'forward' }), { compatibility: 'forward' }),
      get('/config', 'it is kept in capitals', is({ compatibilityLevel: 'FORWARD' })),
      post(`${OTHER}/versions`, 'a first version under FORWARD', ok, avro(V2)),
      post(
        `${OTHER}/versions`,
        'a field may be added',
        ok,
        avro(record('V', ID, ['n', 'string', ''], ['m', 'int'])),
      ),
      post(
        `${OTHER}/versions`,
        'a field without a default may not go',
        plainError(409),
        avro(record('V', ['n', 'string', ''], ['m', 'int'])),
      ),
      del('/config', 'the global level is deleted', is({ compatibilityLevel: 'FORWARD' })),
      get('/config', 'and BACKWARD again', is({ compatibilityLevel: 'BACKWARD' })),
      put('/config/not-yet', 'a level before the subject', is({ compatibility: 'NONE' }), {
        compatibility: 'NONE',
      }),
      get('/config/not-yet', 'it is kept', is({ compatibilityLevel: 'NONE' })),
      post('/subjects/not-yet/versions', 'the subject comes', ok, avro(V1)),
      post('/subjects/not-yet/versions', 'and its level is in force', ok, avro('"string"')),
      del('/subjects/not-yet', 'the subject goes', is([1, 2])),
      get('/config/not-yet', 'and its level with it', error(40408)),
    ],
  },
  {
    name: 'modes',
    rows: [
      registered,
      get('/mode/users-value', 'the subject has no mode', error(40409)),
      get('/mode/users-value?defaultToGlobal=true', 'the mode in force', is({ mode: 'READWRITE' })),
      put('/mode', 'an unknown mode', error(42204), { mode: 'SOMETIMES' }),
      put('/mode', 'no mode', error(42204), {}),
      put('/mode/users-value', 'an unknown mode of a subject', error(42204), { mode: 'SOMETIMES' }),
      put('/mode', 'READONLY', is({ mode: 'READONLY' }), { mode: 'READONLY' }),
      get('/mode', 'it is kept', is({ mode: 'READONLY' })),
      post(VERSIONS, 'no registration', error(42205), avro(USER_WITH_AGE)),
      post(VERSIONS, 'what is there is found', id('user'), avro(USER)),
      post(`${OTHER}/versions`, 'no new subject', error(42205), avro(USER)),
      del(SUBJECT, 'no deletion', error(42205)),
      del(`${VERSIONS}/1`, 'no deletion of a version', error(42205)),
      put('/config', 'no new level', error(42205), { compatibility: 'NONE' }),
      put('/config/users-value', 'no new level of a subject', error(42205), { compatibility: 'NONE' }),
      get(`${VERSIONS}/1`, 'reading goes on', has({ id: '{user}' })),
      post(`${CHECK}/latest`, 'so do checks', compatible, avro(USER)),
      put('/mode/users-value', 'one subject READWRITE', is({ mode: 'READWRITE' }), { mode: 'READWRITE' }),
      post(VERSIONS, 'it can be written to', newId('aged'), avro(USER_WITH_AGE)),
      post(`${OTHER}/versions`, 'others cannot', error(42205), avro(USER)),
      put('/mode', 'READONLY_OVERRIDE', is({ mode: 'READONLY_OVERRIDE' }), { mode: 'READONLY_OVERRIDE' }),
      post(VERSIONS, 'no subject can', error(42205), avro(USER_SHORT)),
      put('/mode', 'READWRITE', is({ mode: 'READWRITE' }), { mode: 'READWRITE' }),
      put('/mode/users-value', 'one subject READONLY', is({ mode: 'READONLY' }), { mode: 'READONLY' }),
      get('/mode/users-value', 'it is kept', is({ mode: 'READONLY' })),
      post(VERSIONS, 'that one cannot be written to', error(42205), avro(USER_SHORT)),
      post(`${OTHER}/versions`, 'others can', id('user'), avro(USER)),
      del('/mode/users-value', 'its mode is deleted', is({ mode: 'READONLY' })),
      get('/mode/users-value', 'and gone', error(40409)),
      del('/mode/users-value', 'no mode to delete', error(40401)),
      post(VERSIONS, "an id of one's own", error(42205), { schema: USER_SHORT, id: 4711 }),
      put('/mode', 'IMPORT over subjects', error(42205), { mode: 'IMPORT' }),
      put('/mode?force=true', 'IMPORT by force', is({ mode: 'IMPORT' }), { mode: 'IMPORT' }),
      post(VERSIONS, 'no registration without an id', error(42205), avro(USER_SHORT)),
    ],
  },
  {
    name: 'deletion of a subject',
    rows: [
      post(VERSIONS, 'version 1', newId('v1'), avro(V1)),
      post(VERSIONS, 'version 2', newId('v2'), avro(V2)),
      post(`${OTHER}/versions`, 'another subject', id('v1'), avro(V1)),
      del(`${SUBJECT}?permanent=true`, 'for good before softly', error(40405)),
      del(SUBJECT, 'softly', is([1, 2])),
      del(SUBJECT, 'softly again', error(40404)),
      get('/subjects', 'it is not listed', is(['other-value'])),
      get('/subjects?deleted=true', 'unless asked for', is(['other-value', 'users-value'])),
      get('/subjects?deletedOnly=true', 'or alone', is(['users-value'])),
      get(VERSIONS, 'its versions', error(40401)),
      get(`${VERSIONS}?deleted=true`, 'its deleted versions', is([1, 2])),
      get(`${VERSIONS}?deletedOnly=true`, 'only its deleted versions', is([1, 2])),
      get(`${VERSIONS}/1`, 'one version', error(40401)),
      get(`${VERSIONS}/1?deleted=true`, 'one deleted version', has({ version: 1, id: '{v1}', schema: V1 })),
      get(`${VERSIONS}/latest?deleted=true`, 'the latest deleted version', has({ version: 2 })),
      post(SUBJECT, 'look-up', error(40401), avro(V1)),
      post(`${SUBJECT}?deleted=true`, 'look-up among the deleted', has({ version: 1, id: '{v1}' }), avro(V1)),
      get('/schemas/ids/{v2}', 'its id still decodes', is({ schema: V2 })),
      get('/schemas/ids/{v1}/subjects', 'the subjects of an id', is(['other-value'])),
      get(
        '/schemas/ids/{v1}/subjects?deleted=true',
        'and the deleted ones',
        is(['other-value', 'users-value']),
      ),
      get('/schemas/ids/{v2}/versions', 'the versions of an id', is([])),
      get(
        '/schemas/ids/{v2}/versions?deleted=true',
        'and the deleted ones',
        is([{ subject: 'users-value', version: 2 }]),
      ),
      get('/schemas', 'all schemas', is([{ subject: 'other-value', version: 1, id: '{v1}', schema: V1 }])),
      post(`${CHECK}/latest`, 'a check meets nothing', compatible, avro('"string"')),
      post(VERSIONS, 'the schema comes back with its id', id('v1'), avro(V1)),
      get(VERSIONS, 'as the next version', is([3])),
      get(`${VERSIONS}?deleted=true`, 'after the deleted ones', is([1, 2, 3])),
      del(SUBJECT, 'softly, the new one only', is([3])),
      del(`${SUBJECT}?permanent=true`, 'for good, all', is([1, 2, 3])),
      del(`${SUBJECT}?permanent=true`, 'for good again', error(40401)),
      get('/subjects?deleted=true', 'no trace is left', is(['other-value'])),
      get('/schemas/ids/{v2}', 'nor of its id', error(40403)),
      post(VERSIONS, 'anything can come', ok, avro('"string"')),
      get(VERSIONS, 'as version 1', is([1])),
    ],
  },
  {
    name: 'deletion of versions',
    rows: [
      post(VERSIONS, 'version 1', newId('v1'), avro(V1)),
      post(VERSIONS, 'version 2', newId('v2'), avro(V2)),
      del(`${VERSIONS}/2?permanent=true`, 'for good before softly', error(40407)),
      del(`${VERSIONS}/2`, 'softly', is(2)),
      del(`${VERSIONS}/2`, 'softly again', error(40406)),
      get(VERSIONS, 'one version', is([1])),
      get(`${VERSIONS}?deletedOnly=true`, 'one deleted version', is([2])),
      get(`${VERSIONS}/2`, 'the deleted version', error(40402)),
      get(`${VERSIONS}/2?deleted=true`, 'the deleted version, asked for', has({ id: '{v2}' })),
      get(`${VERSIONS}/latest`, 'the latest is the first', has({ version: 1 })),
      post(`${CHECK}/2`, 'a check against the deleted version', error(40402), avro(V1)),
      post(`${CHECK}/latest`, 'a check meets the first', incompatible, avro(V_NEEDED)),
      post(VERSIONS, 'a registration meets the first', plainError(409), avro(V_NEEDED)),
      get('/subjects', 'the subject is there', is(['users-value'])),
      get('/subjects?deletedOnly=true', 'and not deleted', is([])),
      del(`${VERSIONS}/2?permanent=true`, 'for good', is(2)),
      get(`${VERSIONS}?deleted=true`, 'it is gone', is([1])),
      del(`${VERSIONS}/2`, 'and cannot be deleted', error(40402)),
      put('/config/users-value', 'a level', is({ compatibility: 'FULL' }), { compatibility: 'FULL' }),
      del(`${VERSIONS}/latest`, 'the last version, as the latest', is(1)),
      get('/subjects', 'no subject', is([])),
      get('/config/users-value', 'no level', error(40408)),
      del(`${VERSIONS}/1?permanent=true`, 'the last version for good', is(1)),
      get('/subjects?deleted=true', 'no trace is left', is([])),
      post(VERSIONS, 'anything can come', ok, { schema: '{"type":"object"}', schemaType: 'JSON' }),
      get(`${VERSIONS}/1`, 'as version 1, of another type', has({ version: 1, schemaType: 'JSON' })),
    ],
  },
  {
    name: 'schema types and references',
    rows: [
      post(VERSIONS, 'a JSON schema', newId('json'), { schema: '{ "type": "string" }', schemaType: 'JSON' }),
      get(
        `${VERSIONS}/1`,
        'it names its type',
        is({
          subject: 'users-value',
          version: 1,
          id: '{json}',
          schemaType: 'JSON',
          schema: '{"type":"string"}',
        }),
      ),
      get('/schemas/ids/{json}', 'also by id', is({ schemaType: 'JSON', schema: '{"type":"string"}' })),
      post(VERSIONS, 'the same again', id('json'), { schema: '{"type":"string"}', schemaType: 'JSON' }),
      post(VERSIONS, 'an incompatible one', plainError(409), {
        schema: '{"type":"integer"}',
        schemaType: 'JSON',
      }),
      post(VERSIONS, 'an Avro schema after it', plainError(409), avro('"string"')),
      post(`${OTHER}/versions`, 'a Protobuf schema', ok, {
        schema: 'syntax = "proto3"; message A { string a = 1; }',
        schemaType: 'PROTOBUF',
      }),
      get(`${OTHER}/versions/1`, 'it names its type', has({ schemaType: 'PROTOBUF' })),
      post('/subjects/part/versions', 'a schema to refer to', ok, avro(record('Part', ID))),
      post('/subjects/whole/versions', 'a schema that refers to it', newId('whole'), {
        schema: record('Whole', ['part', 'Part']),
        references: [{ name: 'Part', subject: 'part', version: 1 }],
      }),
      get(
        '/subjects/whole/versions/1',
        'it names what it refers to',
        has({ id: '{whole}', references: [{ name: 'Part', subject: 'part', version: 1 }] }),
      ),
      get('/subjects/part/versions/1/referencedby', 'and is named by that', is(['{whole}'])),
      del('/subjects/part', 'what is referred to stays', error(42206)),
      del('/subjects/part/versions/1', 'version by version', error(42206)),
    ],
  },
  {
    name: 'odd names',
    rows: [
      post('/subjects/a%2Fb%20c%3Ad/versions', 'a slash, a blank, a colon', newId('odd'), avro(V1)),
      get('/subjects', 'it is listed as it is', is(['a/b c:d'])),
      get('/subjects/a%2Fb%20c%3Ad/versions/1', 'it is read', has({ subject: 'a/b c:d', id: '{odd}' })),
      put('/config/a%2Fb%20c%3Ad', 'it has a level', is({ compatibility: 'NONE' }), {
        compatibility: 'NONE',
      }),
      post('/subjects/a%2Fb%20c%3Ad/versions', 'which is in force', ok, avro('"int"')),
      del('/subjects/a%2Fb%20c%3Ad', 'it is deleted', is([1, 2])),
      del('/subjects/a%2Fb%20c%3Ad?permanent=true', 'and for good', is([1, 2])),
      post('/subjects/%C3%BC/versions', 'a letter beyond ASCII', error(42208), avro(V1)),
      get('/subjects/%E0%A4%A/versions', 'a broken escape', plainError(400)),
    ],
  },
]
