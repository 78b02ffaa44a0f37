// Where more is to be read: the check in its suite's own text, and the part of the guide. Relative to the page, so that they work from disk.
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { PROJECT } from '#harness/host/project.ts'
import { escapeHtml } from '#harness/results/html-escape.ts'
import type { CheckResult, ExerciseResult } from '#harness/results/result.ts'

export interface Links {
  suite(exercise: ExerciseResult, check: CheckResult): string
  guide(exercise: ExerciseResult): string
}

/** @param folder of the page; without one nothing can be linked to, only named */
export function linksFrom(folder: string | undefined): Links {
  const link = (file: string, words: string, find = ''): string => {
    if (folder === undefined) return escapeHtml(words)
    const target = path.relative(folder, path.join(PROJECT, file))
    const href = path.isAbsolute(target)
      ? pathToFileURL(target).href
      : target.split(path.sep).map(encodeURIComponent).join('/')
    const fragment = find ? `#:~:text=${encodeURIComponent(find).replaceAll('-', '%2D')}` : ''
    return `<a href="${escapeHtml(href)}${escapeHtml(fragment)}">${escapeHtml(words)}</a>`
  }
  return {
    suite: (_, { id, place }) =>
      place ? `The check itself: ${link(place.file, `${place.file}:${place.line}`, `'${id}'`)}` : '',
    guide: ({ guide = [] }) =>
      guide.length === 0
        ? ''
        : `In the guide: ${guide.map(section => `“${escapeHtml(section)}”`).join(', ')}`,
  }
}
