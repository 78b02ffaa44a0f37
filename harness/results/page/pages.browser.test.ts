// Our pages in a real browser: as students open them, by width and theme, by keyboard, on paper, and for a screen reader. Screenshots go to
// reports/pages/.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import axe from 'axe-core'
import type { Browser, Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { renderClassHtml } from '#harness/batch/class-html.ts'
import { exampleClass } from '#harness/batch/testing/example-class.ts'
import { PROJECT } from '#harness/host/project.ts'
import { exampleResult, exampleWith } from '#harness/results/example-result.ts'
import { exampleTimeline } from '#harness/results/example-timeline.ts'
import { renderHtml } from '#harness/results/html.ts'
import { renderPage } from '#harness/verify/matrix-page.ts'
import { browserForTests, openBrowser, openPage } from './browser-for-tests.ts'

const executable = browserForTests()
const shots = path.join(PROJECT, 'reports/pages')
let browser: Browser
let folder: string
beforeAll(async () => {
  if (executable === undefined) return
  folder = mkdtempSync(path.join(tmpdir(), 'day2-pages-'))
  mkdirSync(shots, { recursive: true })
  browser = await openBrowser(executable)
})
afterAll(async () => {
  await browser?.close()
  if (folder) rmSync(folder, { recursive: true })
})
const withBrowser = test.skipIf(executable === undefined)

const HOSTILE =
  '<script>document.title="run"</script><img src=x onerror=alert(1)>\u001b]0;x\u0007\u001b[31m\u202eevil\u202c \ud800 \u0000 ]]> --> ' +
  `'"\`; ${'wide'.repeat(3000)}`
const pictured = {
  ...exampleResult,
  exercises: exampleResult.exercises.map(exercise => ({ ...exercise, timeline: exampleTimeline() })),
}
const check = (id: string, status: 'passed' | 'failed') => ({ id, status, durationMs: 100 })
const verify = renderPage({
  results: ['reference', 'wrong'].map(kind => ({
    exercise: '03-word-count',
    kind: kind as 'wrong',
    name: kind,
    title: 'a `case`',
    fails: [],
    seed: 's',
    durationMs: 100,
    checks: [check('a-long-name-of-a-check', 'passed'), check('another', 'failed')],
    problems: kind === 'wrong' ? ['another did not catch it'] : [],
  })),
  unkilled: [],
  ledger: [{ check: 'a', runs: 2, failures: 1 }],
  durationMs: 1000,
})
const pages: Record<string, string> = {
  report: renderHtml(pictured),
  hostile: renderHtml(exampleWith(HOSTILE)),
  verify,
  class: renderClassHtml(exampleClass),
}

async function open(
  html: string,
  look: { width: number; theme: 'light' | 'dark' },
): Promise<{ page: Page; trouble: string[] }> {
  const file = path.join(folder, `${Math.random()}.html`)
  writeFileSync(file, html)
  const opened = await openPage(browser, look)
  onTestFinished(() => opened.page.close())
  await opened.page.goto(pathToFileURL(file).href)
  return opened
}

const looks = Object.keys(pages).flatMap(name =>
  ([390, 1280] as const).flatMap(width =>
    (['light', 'dark'] as const).map(theme => ({ name, width, theme })),
  ),
)

withBrowser.each(looks)(
  '$name at $width px, $theme: loads in silence, fits, and axe finds nothing',
  async ({ name, ...look }) => {
    const { page, trouble } = await open(pages[name] ?? '', look)
    await page.screenshot({
      path: path.join(shots, `${name}-${look.width}-${look.theme}.png`),
      captureBeyondViewport: true,
      clip: { x: 0, y: 0, width: look.width, height: 2400 },
    })
    expect(trouble).toEqual([])
    expect(await page.title()).not.toBe('run')
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(look.width)
    await page.evaluate(axe.source)
    const found = (await page.evaluate(
      `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map(({ html, failureSummary }) => html.slice(0, 200) + ' ' + failureSummary).join(' | ')))`,
    )) as string[]
    expect(found).toEqual([])
  },
)

withBrowser('what the policy forbids does not run and does not colour', async () => {
  const html = (pages.report ?? '').replace(
    '</main>',
    '<script>document.title = "run"</script><p id="p" style="color: rgb(1, 2, 3)">x</p></main>',
  )
  const { page, trouble } = await open(html, { width: 1280, theme: 'light' })
  expect(trouble).toHaveLength(2)
  expect(trouble.join()).toMatch(/Content Security Policy/)
  expect(await page.title()).not.toBe('run')
  expect(await page.evaluate('getComputedStyle(document.querySelector("#p")).color')).not.toBe('rgb(1, 2, 3)')
})

withBrowser(
  'everything that can be opened, scrolled or pointed at is reached by keyboard alone, and seen to be',
  async () => {
    const { page } = await open(pages.report ?? '', { width: 1280, theme: 'light' })
    const all = (await page.evaluate(`(() => {
    const found = [...document.querySelectorAll('a[href], summary, [tabindex="0"]')].filter(each => each.checkVisibility())
    found.forEach((each, index) => { each.dataset.place = index })
    return found.length
  })()`)) as number
    const reached = new Set<string>()
    for (let turn = 0; turn < all; turn++) {
      await page.keyboard.press('Tab')
      const [place, outlined] = (await page.evaluate(`(() => {
      const { activeElement } = document
      const marked = getComputedStyle(activeElement).outlineStyle !== 'none' || activeElement.classList.contains('point')
      return [activeElement.dataset.place, marked]
    })()`)) as [string, boolean]
      expect(outlined, `what is focused at turn ${turn} shows it`).toBe(true)
      reached.add(place)
    }
    expect(reached.size).toBe(all)
    // A fold opens with Enter.
    await page.evaluate(`document.querySelector('details:not([open]) summary').focus()`)
    await page.keyboard.press('Enter')
    expect(await page.evaluate(`document.activeElement.parentElement.open`)).toBe(true)
  },
)

withBrowser('on paper nothing is folded away, cut off or dark', async () => {
  const { page } = await open(pages.report ?? '', { width: 1280, theme: 'dark' })
  await page.emulateMediaFeatures([])
  await page.emulateMediaType('print')
  const hidden = await page.evaluate(
    `[...document.querySelectorAll('details pre, details table')].filter(each => each.getBoundingClientRect().height === 0).length`,
  )
  expect(hidden).toBe(0)
  const paper = await page.pdf({ format: 'A4', path: path.join(shots, 'report.pdf') })
  expect(paper.byteLength).toBeGreaterThan(10_000)
})

test('eight exercises stay below 600 KB', () => {
  const [exercise] = pictured.exercises
  const many = Array.from({ length: 8 }, (_, index) => ({
    ...exercise,
    id: `0${index}-x`,
    timeline: [
      ...exampleTimeline(),
      ...Array.from({ length: 1900 }, (_, at) => ({
        at: 3 * at,
        kind: 'stored' as const,
        topic: 'fault-test',
        partition: 0,
        offset: at,
        key: null,
        text: `line ${at} ${'x'.repeat(40)}`,
        from: 'produce',
      })),
    ],
  }))
  expect(Buffer.byteLength(renderHtml({ ...pictured, exercises: many as never }))).toBeLessThan(600_000)
})
