// Formatted storage without a JVM: a template that StorageTool made once is copied; only meta.properties differs by node.
import { randomBytes } from 'node:crypto'
import { cp, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** A random Kafka UUID: 16 bytes in URL-safe base64. */
export function kafkaUuid(): string {
  const uuid = randomBytes(16).toString('base64url')
  // Kafka refuses ids that its command-line tools would take for an option.
  return uuid.startsWith('-') ? kafkaUuid() : uuid
}

export interface FormatOptions {
  template: string
  data: string
  clusterId: string
  nodeId: number
}

export async function formatStorage({ template, data, clusterId, nodeId }: FormatOptions): Promise<void> {
  await cp(template, data, { recursive: true })
  const file = path.join(data, 'meta.properties')
  const meta = await readFile(file, 'utf8')
  const own: Record<string, string> = {
    'cluster.id': clusterId,
    'node.id': String(nodeId),
    'directory.id': kafkaUuid(),
  }
  await writeFile(
    file,
    meta.replace(/^([a-z.]+)=.*$/gm, (line, name: string) => (own[name] ? `${name}=${own[name]}` : line)),
  )
}
