// How a path names a version: a number from 1 on, or "latest" (of old also -1).
import type { Version } from './catalogue.ts'
import { invalidVersion } from './registry-error.ts'

const HIGHEST = 2 ** 31 - 1

export type VersionId = number | 'latest'

export function versionId(text: string): VersionId {
  if (text === 'latest' || text === '-1') return 'latest'
  const number = /^\+?\d+$/.test(text) ? Number(text) : 0
  if (number < 1 || number > HIGHEST) throw invalidVersion(text)
  return number
}

export const pick = (versions: Version[], id: VersionId): Version | undefined =>
  id === 'latest' ? versions.at(-1) : versions.find(({ version }) => version === id)
