import { expect, test } from 'vitest'
import { nearName, projectOf } from './near-misses.ts'

test.each([
  ['register (1)', 'copy'],
  ['register(2)', 'copy'],
  ['Register - Copy', 'copy'],
  ['register copy 2', 'copy'],
  ['register - Kopie (3)', 'copy'],
  ['Copy of register', 'copy'],
  ['register ', 'copy'],
  ['registr', 'slip'],
  ['regsiter', 'slip'],
  ['re-gister', 'slip'],
  ['registers', 'slip'],
  ['registration', undefined],
  ['register-schema', undefined],
  ['check', undefined],
])('%j for register: %s', (stem, expected) => {
  expect(nearName(stem, 'register')).toBe(expected)
})

test('of two programs of one exercise none is a slip of the other', () => {
  const programs = [
    ['setup', 'describe'],
    ['setup', 'produce'],
    ['setup', 'app'],
    ['register', 'check'],
    ['setup', 'status'],
    ['register', 'produce', 'consume'],
  ]
  for (const names of programs) {
    for (const one of names)
      for (const other of names) if (one !== other) expect(nearName(one, other), one).toBeUndefined()
  }
})

test('a short name is near only at one letter', () => {
  expect(nearName('ap', 'app')).toBe('slip')
  expect(nearName('map', 'app')).toBeUndefined()
  expect(nearName('main', 'app')).toBeUndefined()
})

test('projects that are still to be built', () => {
  for (const file of ['pom.xml', 'build.gradle', 'build.gradle.kts', 'go.mod', 'Cargo.toml', 'App.csproj']) {
    expect(projectOf(file, 'app'), file).toMatch(/^an? .+: .+ as app(\.jar)?$/)
  }
  expect(projectOf('package.json', 'app')).toBeUndefined()
})
