import { open } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { compiledFor, HEADER_BYTES } from './machine-code.ts'

function elf(machine: number, { bits = 64, type = 3, bigEndian = false } = {}): Buffer {
  const header = Buffer.alloc(HEADER_BYTES)
  header.write('\x7fELF', 'latin1')
  header[4] = bits === 64 ? 2 : 1
  header[5] = bigEndian ? 2 : 1
  if (bigEndian) header.writeUInt16BE(type, 16) && header.writeUInt16BE(machine, 18)
  else header.writeUInt16LE(type, 16) && header.writeUInt16LE(machine, 18)
  return header
}

test('this very Node is for this machine', async () => {
  await using file = await open(process.execPath)
  const { buffer } = await file.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, 0)
  const expected = process.platform === 'win32' ? { other: 'Windows' } : 'this'
  expect(compiledFor(buffer)).toEqual(expected)
})

test.each<[string, Buffer, NodeJS.Platform, string, string | undefined]>([
  ['x86-64 there', elf(62), 'linux', 'x64', 'this'],
  ['x86-64 not as position-independent', elf(62, { type: 2 }), 'linux', 'x64', 'this'],
  ['ARM64 there', elf(183), 'linux', 'arm64', 'this'],
  ['IBM Z there', elf(22, { bigEndian: true }), 'linux', 's390x', 'this'],
  ['ARM64', elf(183), 'linux', 'x64', 'Linux on ARM64'],
  ['x86-64', elf(62), 'linux', 'arm64', 'Linux on x86-64'],
  ['32 bits', elf(3, { bits: 32 }), 'linux', 'x64', 'Linux on x86 (32 bits)'],
  ['something rare', elf(8), 'linux', 'x64', 'Linux on another processor'],
  [
    'an object file',
    elf(62, { type: 1 }),
    'linux',
    'x64',
    'no machine yet: it is an object file, which a linker makes a program of',
  ],
  ['Linux', elf(183), 'darwin', 'arm64', 'Linux'],
  ['macOS', Buffer.from('cffaedfe0c000001', 'hex'), 'linux', 'x64', 'macOS'],
  ['macOS there', Buffer.from('cffaedfe0c000001', 'hex'), 'darwin', 'arm64', 'this'],
  ['macOS, several processors', Buffer.from('cafebabe00000002', 'hex'), 'linux', 'x64', 'macOS'],
  ['a Java class', Buffer.from('cafebabe00000045', 'hex'), 'linux', 'x64', undefined],
  ['Windows', Buffer.from('MZ\x90'), 'linux', 'x64', 'Windows'],
  ['a script', Buffer.from('#!/bin/sh\n'), 'linux', 'x64', undefined],
  ['a few bytes', Buffer.from('\x7fELF'), 'linux', 'x64', undefined],
  ['nothing', Buffer.alloc(0), 'linux', 'x64', undefined],
])('%s', (_, header, platform, arch, expected) => {
  const found = compiledFor(header, platform, arch)
  expect(typeof found === 'object' ? found.other : found).toBe(expected)
})
