// The frame of our pages: nothing comes from outside, nothing runs, and the only style is the one whose hash the policy names.
import { hash } from 'node:crypto'
import { escapeHtml } from '#harness/results/html-escape.ts'
import { STYLE } from './style.ts'

const policy = (style: string): string =>
  `default-src 'none'; style-src 'sha256-${hash('sha256', style, 'base64')}'; base-uri 'none'; form-action 'none'`

/** @param ownStyle what this page's look has beyond that of all pages */
export const page = (title: string, body: string, ownStyle = ''): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(STYLE + ownStyle)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${STYLE}${ownStyle}</style>
</head>
<body>
<a class="skip" href="#main">To the results</a>
${body}
</body>
</html>
`
