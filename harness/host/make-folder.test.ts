import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { makeFolder } from './make-folder.ts'

const folder = (): string => {
  const made = mkdtempSync(path.join(tmpdir(), 'make-folder-'))
  onTestFinished(() => rmSync(made, { recursive: true }))
  return made
}

test('a folder is made with its parents, and again without harm', () => {
  const deep = path.join(folder(), 'a', 'b')
  makeFolder(deep)
  makeFolder(deep)
  expect(existsSync(deep)).toBe(true)
})

test('a file in the way is told', () => {
  const parent = folder()
  writeFileSync(path.join(parent, 'file'), '')
  expect(() => makeFolder(path.join(parent, 'file'))).toThrow('EEXIST')
  expect(() => makeFolder(path.join(parent, 'file', 'deeper'))).toThrow(/EEXIST|ENOTDIR/)
})

test.runIf(process.platform === 'linux')('a file system that makes no folders ends it at once', () => {
  // In a process of its own: what once went wrong here span for ever, and no timer could end it.
  const script = `
    const { makeFolder } = await import(${JSON.stringify(path.join(import.meta.dirname, 'make-folder.ts'))})
    try { makeFolder('/proc/day2/reports') } catch (error) { console.log(error.code) }`
  const said = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
    timeout: 20_000,
  })
  expect(said).toBe('ENOENT\n')
})
