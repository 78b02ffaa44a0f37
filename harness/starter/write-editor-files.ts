// Puts the editor's files into a student's folder: those that are missing, and ours of an earlier time. What a student wrote stays.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type EditorPlaces, editorFiles, MARK } from './editor-files.ts'

/** @returns the files that were made anew or changed, in order */
export async function writeEditorFiles(places: EditorPlaces): Promise<string[]> {
  const written: string[] = []
  for (const [name, content] of editorFiles(places)) {
    const file = path.join(places.folder, name)
    const there = await contentOf(file)
    if (there === content || (there !== undefined && !there.includes(MARK))) continue
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, content)
    written.push(name)
  }
  return written
}

async function contentOf(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch(error => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    // A folder or a link of that name, a file that may not be read: the student's own.
    return ''
  })
}
