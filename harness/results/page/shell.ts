// The frame of our pages: nothing comes from outside, nothing runs, and the only style is the one whose hash the policy names.
import { hash } from 'node:crypto'
import { escapeHtml } from '#harness/results/html-escape.ts'
import { STYLE } from './style.ts'

const POLICY = `default-src 'none'; style-src 'sha256-${hash('sha256', STYLE, 'base64')}'; base-uri 'none'; form-action 'none'`

export const page = (title: string, body: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<a class="skip" href="#main">To the results</a>
${body}
</body>
</html>
`
