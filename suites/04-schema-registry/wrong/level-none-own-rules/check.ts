import { readFile } from 'node:fs/promises'
import avro from 'avsc'

// Asks nobody: can a reader with the new schema read what was written with the registered one?
const answer = await fetch(`${process.env.SCHEMA_REGISTRY_URL}/subjects/users-value/versions/latest/schema`)
const writer = avro.Type.forSchema(await answer.json())
const reader = avro.Type.forSchema(JSON.parse(await readFile(process.argv[2] ?? '', 'utf8')))

let fits = true
try {
  reader.createResolver(writer)
} catch {
  fits = false
}
console.log(JSON.stringify({ is_compatible: fits }))
