import { describe, expect, it } from 'vitest'
import { makeTar, makeTarGz } from '../testing/make-tar.ts'
import { makeZip } from '../testing/make-zip.ts'
import { recognise } from './archive-kind.ts'

const zip = makeZip([{ name: 'a' }])
const gzip = makeTarGz([{ path: 'a' }])

describe('recognise', () => {
  it.each([
    ['x.zip', zip, 'zip'],
    ['X.ZIP', zip, 'zip'],
    ['x', zip, 'zip'],
    ['x.zip', makeZip([]), 'zip'],
    ['x.tar.gz', gzip, 'tar.gz'],
    ['x.TGZ', gzip, 'tar.gz'],
    ['x.tar', makeTar([{ path: 'a' }]), 'tar'],
  ])('%s', (name, content, kind) => expect(recognise(content, name)).toEqual({ kind }))

  it('goes by the content where the name says something else, and says so', () => {
    expect(recognise(gzip, 'work.zip')).toEqual({
      kind: 'tar.gz',
      note: 'its name ends like a zip, but it is a tar.gz; it was read as what it is',
    })
  })

  it.each([
    ['x.rar', 'Rar!\x1a\x07\x01', 'a RAR archive'],
    ['x.zip', 'Rar!\x1a\x07\x00', 'a RAR archive, although its name ends like a zip'],
    ['x.7z', '7z\xbc\xaf\x27\x1c', 'a 7-Zip archive'],
    ['x.tar.xz', '\xfd7zXZ\x00', 'compressed with xz'],
    ['x.tar.bz2', 'BZh9', 'compressed with bzip2'],
    ['x.zip', '', 'an empty file, although its name ends like a zip'],
    ['setup.sh', '#!/bin/bash', 'no archive that can be read'],
  ])('%s holding %j', (name, content, unsupported) => {
    expect(recognise(Buffer.from(content, 'latin1'), name)).toEqual({ unsupported })
  })
})
