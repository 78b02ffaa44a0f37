// Gradescope's export: folders called submission_123, and a YAML file written by Ruby that says whose they are.
import { parse } from 'yaml'
import { z } from 'zod'
import type { Named } from './known-names.ts'

export const METADATA_FILE = /^submission_metadata\.ya?ml$/

const text = z.union([z.string(), z.number()]).transform(String)
const Metadata = z.record(
  z.string(),
  z.object({
    ':submitters': z
      .array(
        z.object({
          ':name': z.string().nullish(),
          ':sid': text.nullish(),
          ':email': z.string().nullish(),
        }),
      )
      .nullish(),
    ':lateness': text.nullish(),
    ':late': z.union([z.boolean(), text]).nullish(),
  }),
)

export type GradescopePerson = Named & { email?: string }

/**
 * @returns people by the folder's name; a group is one person with several names
 * @throws Error where the text is not what Gradescope writes
 */
export function readGradescopeMetadata(yaml: string): Map<string, GradescopePerson> {
  const found = Metadata.parse(parse(yaml, { logLevel: 'error' }))
  return new Map(Object.entries(found).map(([folder, about]) => [folder, personIn(folder, about)]))
}

function personIn(folder: string, about: z.infer<typeof Metadata>[string]): GradescopePerson {
  const people = about[':submitters'] ?? []
  const names = people.flatMap(person => person[':name'] ?? [])
  const [first] = people
  const late = lateIn(about)
  return {
    origin: 'gradescope',
    name: names.join(', ') || folder,
    ...(first?.[':sid'] ? { id: first[':sid'] } : {}),
    ...(first?.[':email'] ? { email: first[':email'] } : {}),
    ...(late === undefined ? {} : { late }),
  }
}

function lateIn(about: z.infer<typeof Metadata>[string]): string | undefined {
  const lateness = about[':lateness']
  if (lateness && !/^[0:.]+$/.test(lateness)) return lateness
  const late = about[':late']
  return late === true || late === 'true' ? 'late' : undefined
}
