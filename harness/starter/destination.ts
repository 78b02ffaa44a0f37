// Where a student's folder may be: anywhere but inside what belongs to the project itself.
import path from 'node:path'

/** Folders of the project that a grade reads or writes by itself, or that Git and npm own. */
const OURS = ['.git', 'harness', 'node_modules', 'reports', 'solutions', 'starter', 'suites']

/**
 * Why `folder` cannot become a student's folder, or undefined where it can. Both paths are absolute, with links resolved.
 */
export function whyNoDestination(folder: string, project: string): string | undefined {
  const inside = path.relative(project, folder)
  if (inside === '') return "it is the project's own root"
  const parts = folder.split(path.sep)
  // Also one outside the project: what is graded leaves node_modules out.
  if (parts.includes('node_modules')) return 'it is inside node_modules/'
  if (inside.startsWith('..') || path.isAbsolute(inside)) return undefined
  const first = inside.split(path.sep)[0]?.toLowerCase() ?? ''
  return OURS.includes(first) ? `it is inside the project's own ${first}/` : undefined
}
