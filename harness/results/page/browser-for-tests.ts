// A real browser for the tests: Debian's Chromium, driven over its own protocol. Nothing is downloaded for it.
import { existsSync } from 'node:fs'
import puppeteer, { type Browser, type Page } from 'puppeteer-core'

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Undefined where this machine has none, or where nobody asked for these tests: they take a minute and a browser. */
export function browserForTests(): string | undefined {
  if (process.env.DAY2_BROWSER === undefined) return undefined
  const found = [process.env.DAY2_BROWSER, ...PLACES].find(place => place !== 'required' && existsSync(place))
  if (found === undefined && process.env.DAY2_BROWSER === 'required')
    throw new Error('there is no Chromium: apt-get install chromium, or name one in DAY2_BROWSER')
  return found
}

export const openBrowser = (executablePath: string): Promise<Browser> =>
  puppeteer.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] })

/** A tab in which everything that a person would find in the console, and every breach of the page's policy, is noted. */
export async function openPage(
  browser: Browser,
  look: { width: number; theme: 'light' | 'dark' },
): Promise<{ page: Page; trouble: string[] }> {
  const page = await browser.newPage()
  const trouble: string[] = []
  page.on('console', message => trouble.push(`${message.type()}: ${message.text()}`))
  page.on('pageerror', error => trouble.push(String(error)))
  page.on('request', request => {
    if (!request.url().startsWith('file:')) trouble.push(`asks for ${request.url()}`)
  })
  await page.setViewport({ width: look.width, height: 900 })
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: look.theme }])
  return { page, trouble }
}
