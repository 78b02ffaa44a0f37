// The compose lab is written by hand in another language; it must not drift from what a grade runs on.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { PROJECT } from '#harness/host/project.ts'
import { properties } from '#harness/runtime/properties.ts'
import { BROKER_SETTINGS } from '../broker-settings.ts'
import { WORKER_SETTINGS } from '../worker-settings.ts'
import { asEnvironment } from './broker.ts'
import { imagesFrom } from './images.ts'

const read = (file: string): string => readFileSync(path.join(PROJECT, file), 'utf8')

test('settings as the image reads them from its environment', () => {
  expect(asEnvironment({ 'log.dirs': '/a', 'a-b_c.d': 1 })).toEqual({
    KAFKA_LOG_DIRS: '/a',
    KAFKA_A___B__C_D: '1',
  })
})

test('the brokers of the compose lab have the settings of every lab, and no others of these', () => {
  const lines = read('docker-compose.yml').split('\n')
  const from = lines.findIndex(line => line.includes('harness/lab/broker-settings.ts'))
  const block = lines.slice(from + 1, lines.indexOf('', from))
  expect(block).toEqual(
    Object.entries(asEnvironment(BROKER_SETTINGS)).map(([name, value]) => `  ${name}: "${value}"`),
  )
})

test('the workers of the compose lab have the settings of every lab', () => {
  expect(read('docker/kafka/worker.properties')).toContain(properties(WORKER_SETTINGS))
})

test('the compose lab is made of the images of the containers engine', () => {
  const images = imagesFrom({})
  expect(read('docker-compose.yml')).toContain(`\${DAY2_KAFKA_IMAGE:-${images.kafka}}`)
  expect(read('docker-compose.yml')).toContain(`\${DAY2_REGISTRY_IMAGE:-${images.registry}}`)
})
