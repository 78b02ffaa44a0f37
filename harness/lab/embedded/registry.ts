// Apicurio Registry as a JVM, in memory: every start is a fresh registry.
import { cp } from 'node:fs/promises'
import path from 'node:path'
import { request } from '#harness/clients/direct.ts'
import type { Keeper } from '#harness/host/keeper.ts'
import type { Runtime } from '#harness/runtime/runtime.ts'
import { Component } from '../component.ts'
import { Jvm } from './jvm.ts'
import { noViews, type Views } from './views.ts'

export interface ApicurioOptions {
  port: number
  managementPort: number
  runtime: Runtime
  folder: string
  keeper: Keeper
  deadlineMs: () => number
  views?: Views
}

export function apicurioUrl({ port }: { port: number }): string {
  return `http://127.0.0.1:${port}`
}

export function embeddedApicurio(options: ApicurioOptions): Component {
  const { port, managementPort, runtime, folder, keeper, deadlineMs, views = noViews } = options
  // Quarkus takes its own path for part of a URL, and what means something there would mislead it; a link does not help, since Java
  // looks behind it.
  const awkward = /[%#?!+]/.test(runtime.jars.registry)
  const place = awkward ? path.join(folder, 'app') : runtime.jars.registry
  const machine = new Jvm({
    ...(awkward
      ? { prepare: () => cp(runtime.jars.registry, place, { recursive: true, force: false }) }
      : {}),
    java: runtime.jdk.java,
    args: [...runtime.flags('registry'), '-Xmx256m', '-jar', path.join(place, 'quarkus-run.jar')],
    env: {
      QUARKUS_HTTP_HOST: '127.0.0.1',
      QUARKUS_HTTP_PORT: String(port),
      QUARKUS_MANAGEMENT_HOST: '127.0.0.1',
      QUARKUS_MANAGEMENT_PORT: String(managementPort),
      APICURIO_RULES_GLOBAL_COMPATIBILITY: 'BACKWARD',
    },
    cwd: folder,
    log: path.join(folder, 'registry.log'),
    keeper,
    view: views({ name: 'registry', runtime, folder }),
  })
  const ready = (): Promise<boolean> => answersAsRegistry(apicurioUrl({ port }))
  return new Component({ name: 'the Schema Registry', machine, ready, deadlineMs })
}

/** @param url Apicurio's own root */
export async function answersAsRegistry(url: string): Promise<boolean> {
  const answer = await request(`${url}/apis/ccompat/v7/subjects`, { headersTimeout: 5000, bodyTimeout: 5000 })
  await answer.body.dump()
  return answer.statusCode === 200
}
