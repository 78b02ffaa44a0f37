// From the page of the class to the report of one.
import { escapeHtml } from '#harness/results/html-escape.ts'

/** @param folder of somebody's reports */
export const link = (folder: string, at = ''): string =>
  escapeHtml(`${encodeURIComponent(folder.toWellFormed())}/report.html${at}`)
