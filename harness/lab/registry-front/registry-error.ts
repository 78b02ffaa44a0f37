// Confluent's error answers: an HTTP status, and a number that says more than the status does.
export class RegistryError extends Error {
  override readonly name = 'RegistryError'
  readonly status: number
  readonly code: number

  constructor(status: number, code: number, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

export const badRequest = (message: string) => new RegistryError(400, 400, message)
export const notFound = () => new RegistryError(404, 404, 'HTTP 404 Not Found')
export const methodNotAllowed = () => new RegistryError(405, 405, 'HTTP 405 Method Not Allowed')
export const notAcceptable = () => new RegistryError(406, 406, 'HTTP 406 Not Acceptable')
export const tooLarge = (limit: number) =>
  new RegistryError(413, 413, `The body is longer than ${limit} bytes`)
export const unsupportedMediaType = () => new RegistryError(415, 415, 'HTTP 415 Unsupported Media Type')
export const storeFailure = (message: string) => new RegistryError(500, 50001, message)

export const subjectNotFound = (subject: string) =>
  new RegistryError(404, 40401, `Subject '${subject}' not found.`)
export const versionNotFound = (version: number | string) =>
  new RegistryError(404, 40402, `Version ${version} not found.`)
export const schemaNotFound = (id?: number) =>
  new RegistryError(404, 40403, id === undefined ? 'Schema not found' : `Schema ${id} not found`)
export const subjectSoftDeleted = (subject: string) =>
  new RegistryError(
    404,
    40404,
    `Subject '${subject}' was soft deleted. Set permanent=true to delete permanently`,
  )
export const subjectNotSoftDeleted = (subject: string) =>
  new RegistryError(404, 40405, `Subject '${subject}' was not deleted first before being permanently deleted`)
export const versionSoftDeleted = (subject: string, version: number) =>
  new RegistryError(
    404,
    40406,
    `Subject '${subject}' Version ${version} was soft deleted. Set permanent=true to delete permanently`,
  )
export const versionNotSoftDeleted = (subject: string, version: number) =>
  new RegistryError(
    404,
    40407,
    `Subject '${subject}' Version ${version} was not deleted first before being permanently deleted`,
  )
export const subjectLevelUnset = (subject: string) =>
  new RegistryError(404, 40408, `Subject '${subject}' does not have subject-level compatibility configured`)
export const subjectModeUnset = (subject: string) =>
  new RegistryError(404, 40409, `Subject '${subject}' does not have subject-level mode configured`)

export const incompatibleSchema = (message: string) => new RegistryError(409, 409, message)

export const invalidSchema = (message: string) => new RegistryError(422, 42201, message)
export const invalidVersion = (version: string) =>
  new RegistryError(
    422,
    42202,
    `The specified version '${version}' is not a valid version id. Allowed values are between [1, 2^31-1] and the string "latest"`,
  )
export const invalidLevel = () =>
  new RegistryError(
    422,
    42203,
    'Invalid compatibility level. Valid values are none, backward, forward, full, backward_transitive, forward_transitive, and full_transitive',
  )
export const invalidMode = () =>
  new RegistryError(
    422,
    42204,
    'Invalid mode. Valid values are READWRITE, READONLY, READONLY_OVERRIDE and IMPORT',
  )
export const notPermitted = (message: string) => new RegistryError(422, 42205, message)
export const invalidSubject = (subject: string) =>
  new RegistryError(
    422,
    42208,
    `The specified subject '${subject}' is not valid: only ASCII without % can be registered here`,
  )
