import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { PROJECT } from './project.ts'

const Lock = z.object({ packages: z.record(z.string(), z.object({ engines: z.unknown().optional() })) })

it('no package asks for an engine: all of them run on the own Node, and npm may be set to engine-strict', () => {
  const { packages } = Lock.parse(JSON.parse(readFileSync(path.join(PROJECT, 'package-lock.json'), 'utf8')))
  const asking = Object.entries(packages).filter(
    ([name, { engines }]) => name.includes('node_modules/') && engines !== undefined,
  )
  expect(
    asking.map(([name]) => name),
    'npm run lock takes them out',
  ).toEqual([])
})
