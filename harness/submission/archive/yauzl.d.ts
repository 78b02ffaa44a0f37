// The part of yauzl 3 that is used in this folder; it ships no types of its own.
declare module 'yauzl' {
  import type { Readable } from 'node:stream'

  export interface Entry {
    fileName: Buffer
    versionMadeBy: number
    generalPurposeBitFlag: number
    compressionMethod: number
    externalFileAttributes: number
    uncompressedSize: number
    crc32: number
    fileNameRaw: Buffer
    extraFields: { id: number; data: Buffer }[]
  }

  export type DecodedEntry = Omit<Entry, 'fileName'> & { fileName: string }

  export interface ZipFile<E> {
    eachEntry(): AsyncIterableIterator<E>
    openReadStreamPromise(entry: E): Promise<Readable>
    on(event: 'error', listener: (error: Error) => void): this
    close(): void
  }

  /** With these options, names come as bytes and sizes are ours to check. */
  export function openPromise(
    file: string,
    options: { decodeStrings: false; validateEntrySizes: false },
  ): Promise<ZipFile<Entry>>

  export function openPromise(file: string, options: Record<string, never>): Promise<ZipFile<DecodedEntry>>

  export function getFileNameLowLevel(
    generalPurposeBitFlag: number,
    fileName: Buffer,
    extraFields: Entry['extraFields'],
    strictFileNames: boolean,
  ): string
}
