// Where a finding stands in the repository that a CI has checked out: the one way to name a file that its pages can link to.
import path from 'node:path'
import type { CheckResult, ExerciseResult, GradeResult } from '#harness/results/result.ts'

export interface RepositoryPlace {
  /** Below the root of the repository, with slashes; the exercise's folder where no file is known. */
  path: string
  line: number
  /** A file is known. */
  exact: boolean
}

/** The folder that the CI has checked out; without a CI, where the command was given. */
export const repositoryRoot = (env: NodeJS.ProcessEnv = process.env): string =>
  env.GITHUB_WORKSPACE || env.CI_PROJECT_DIR || process.cwd()

/** Undefined where the submission lies elsewhere, or came in an archive that nobody can link into. */
export function repositoryPlace(
  { submission }: Pick<GradeResult, 'submission'>,
  exercise: Pick<ExerciseResult, 'id'>,
  { submitted }: Pick<CheckResult, 'submitted'>,
  root = repositoryRoot(),
): RepositoryPlace | undefined {
  if (submission.path.includes('\0') || /\.(zip|tar|tar\.gz|tgz)$/i.test(submission.path)) return undefined
  const folder = path.relative(root, path.resolve(submission.path, exercise.id))
  if (folder.startsWith('..') || path.isAbsolute(folder)) return undefined
  const parts = [...folder.split(path.sep), ...(submitted?.file.split('/') ?? [])]
  return { path: parts.join('/'), line: submitted?.line ?? 1, exact: submitted !== undefined }
}
