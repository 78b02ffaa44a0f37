// What of the exercises is on a cluster, and its removal: by name, or because it was not there when the grade began.
import { Admin } from '@platformatic/kafka'
import kafkajs, { type Admin as KafkajsAdmin } from 'kafkajs'
import { z } from 'zod'
import { request } from '#harness/clients/direct.ts'
import { listGroups, removeMembers } from '#harness/clients/groups.ts'
import { kafka } from '#harness/clients/quiet-kafkajs.ts'
import { Wire } from '#harness/clients/wire.ts'
import { poll } from '#harness/host/poll.ts'
import { type CourseNames, isInternal, isInternalOf, isOurTopic } from './course-names.ts'

export interface Addresses {
  bootstrap: string
  registry: string
  connect: string
}

/** What a cluster holds, by name. */
export interface Holdings {
  topics: string[]
  groups: string[]
  connectors: string[]
  subjects: string[]
}

const Names = z.array(z.string())

export async function holdingsOf({ bootstrap, registry, connect }: Addresses): Promise<Holdings> {
  const wire = new Wire(bootstrap)
  const admin = adminFor(bootstrap)
  try {
    const [{ topics }, groups, connectors, subjects] = await Promise.all([
      wire.metadata(),
      listGroups(admin),
      namesAt(`${connect}/connectors`),
      namesAt(`${registry}/subjects`),
    ])
    return {
      topics: topics.map(({ name }) => name),
      groups: groups.filter(({ protocolType }) => protocolType !== 'connect').map(({ id }) => id),
      connectors,
      subjects,
    }
  } finally {
    await Promise.all([wire.close(), admin.close()])
  }
}

/**
 * The applications that have read the exercises' topics: their positions and internal topics would make the next grade's
 * results wrong, so they belong to the exercises.
 *
 * @param all in a lab that is the course's own every Kafka Streams application does
 */
export async function applicationsOn(
  { bootstrap }: Addresses,
  { topics, groups }: Holdings,
  course: CourseNames,
  all: boolean,
): Promise<Pick<Holdings, 'topics' | 'groups'>> {
  const admin = adminFor(bootstrap)
  try {
    const ours = new Set<string>()
    for (const group of groups) {
      const [offsets] = await admin.listConsumerGroupOffsets({ groups: [group] }).catch(() => [])
      if (offsets?.topics.some(({ name }) => course.topics.includes(name))) ours.add(group)
    }
    const internal = topics.filter(topic => (all && isInternal(topic)) || isInternalOf(topic, [...ours]))
    for (const group of groups) if (internal.some(topic => topic.startsWith(`${group}-`))) ours.add(group)
    return { topics: internal, groups: [...ours] }
  } finally {
    await admin.close()
  }
}

/** Of what the cluster holds, that which the exercises name. */
export function named(holdings: Holdings, course: CourseNames): Omit<Holdings, 'groups'> {
  return {
    topics: holdings.topics.filter(name => course.topics.includes(name)),
    connectors: holdings.connectors.filter(name => course.connectors.includes(name)),
    subjects: holdings.subjects.filter(name => course.subjects.includes(name)),
  }
}

/**
 * Removes what the exercises name, and what has come since `before` because of them: connectors whose configuration names a topic of
 * the exercises, groups that read one, and the internal topics of those groups. Whatever else has come is somebody else's.
 */
export async function removeBelongings(
  addresses: Addresses,
  course: CourseNames,
  before: Holdings,
  deadlineMs: number,
): Promise<void> {
  const { bootstrap, registry, connect } = addresses
  const wire = new Wire(bootstrap)
  const admin = adminFor(bootstrap)
  const kafkajsAdmin = kafka(bootstrap).admin()
  try {
    await poll(
      'the connectors of the exercises to be deleted',
      async () => {
        const all = await connectorsAt(connect)
        const ours = [...all].filter(
          ([name, config]) =>
            course.connectors.includes(name) ||
            (!before.connectors.includes(name) && namesOurTopic(config, course)),
        )
        for (const [name] of ours) await deleteConnector(connect, name)
        return ours.length === 0
      },
      { deadlineMs, everyMs: 200 },
    )
    await kafkajsAdmin.connect()
    const ourGroups = new Set<string>()
    await poll(
      'the consumer groups of this grade to be deleted',
      async () => {
        const come = (await listGroups(admin)).filter(
          ({ id, protocolType }) => protocolType !== 'connect' && !before.groups.includes(id),
        )
        let left = 0
        for (const { id } of come) {
          const read = await topicsOf(id, admin, kafkajsAdmin)
          if (!read.some(topic => isOurTopic(topic, course))) continue
          left++
          ourGroups.add(id)
          await removeMembers(admin, kafkajsAdmin, id)
          await admin.deleteGroups({ groups: [id] }).catch(() => {})
        }
        return left === 0
      },
      { deadlineMs, everyMs: 200 },
    )
    await poll(
      'the topics of the exercises to be deleted',
      async () => {
        const { topics } = await wire.metadata()
        const ours = topics
          .map(({ name }) => name)
          .filter(
            name =>
              course.topics.includes(name) ||
              (!before.topics.includes(name) &&
                (isOurTopic(name, course) || isInternalOf(name, [...ourGroups]))),
          )
        if (ours.length > 0) await admin.deleteTopics({ topics: ours }).catch(() => {})
        return ours.length === 0
      },
      { deadlineMs, everyMs: 200 },
    )
    for (const subject of course.subjects) await deleteSubject(registry, subject)
  } finally {
    await Promise.all([wire.close(), admin.close(), kafkajsAdmin.disconnect()])
  }
}

/** Topics that the group has committed positions in, or that its members read now. */
async function topicsOf(group: string, admin: Admin, kafkajsAdmin: KafkajsAdmin): Promise<string[]> {
  const [offsets] = await admin.listConsumerGroupOffsets({ groups: [group] }).catch(() => [])
  const { groups } = await kafkajsAdmin.describeGroups([group]).catch(() => ({ groups: [] }))
  const assigned = groups.flatMap(({ members }) =>
    members.flatMap(({ memberAssignment }) => {
      try {
        return Object.keys(
          kafkajs.AssignerProtocol.MemberAssignment.decode(memberAssignment)?.assignment ?? {},
        )
      } catch {
        // A protocol of its own, such as that of a Connect cluster.
        return []
      }
    }),
  )
  return [...(offsets?.topics ?? []).map(({ name }) => name), ...assigned]
}

const Connectors = z.record(
  z.string(),
  z.object({ info: z.object({ config: z.record(z.string(), z.string().nullable()) }) }),
)

async function connectorsAt(connect: string): Promise<Map<string, Record<string, string | null>>> {
  const answer = await request(`${connect}/connectors?expand=info`, {
    headersTimeout: 10_000,
    bodyTimeout: 10_000,
  })
  const all = Connectors.parse(await answer.body.json())
  return new Map(Object.entries(all).map(([name, { info }]) => [name, info.config]))
}

/** Whatever a connector calls the setting: a value, or one of a list, is a topic of the exercises. */
function namesOurTopic(config: Record<string, string | null>, course: CourseNames): boolean {
  return Object.entries(config).some(
    ([setting, value]) =>
      /topic/i.test(setting) && (value ?? '').split(',').some(part => isOurTopic(part.trim(), course)),
  )
}

/** A connector's offsets outlive it, and would make the next one of its name skip its input: they go first. */
async function deleteConnector(connect: string, name: string): Promise<void> {
  const url = `${connect}/connectors/${encodeURIComponent(name)}`
  await send('PUT', `${url}/stop`)
  // 400 until all tasks have stopped, 409 during a rebalance: asked again at the caller's next turn.
  if ((await send('DELETE', `${url}/offsets`)) !== 200) return
  await send('DELETE', url)
}

/** For good, versions that were deleted before included; what is not there needs no deletion. */
async function deleteSubject(registry: string, subject: string): Promise<void> {
  const name = encodeURIComponent(subject)
  await send('DELETE', `${registry}/subjects/${name}`)
  await send('DELETE', `${registry}/subjects/${name}?permanent=true`)
  await send('DELETE', `${registry}/config/${name}`)
  await send('DELETE', `${registry}/mode/${name}`)
}

async function send(method: 'PUT' | 'DELETE', url: string): Promise<number> {
  const answer = await request(url, { method })
  await answer.body.dump()
  return answer.statusCode
}

async function namesAt(url: string): Promise<string[]> {
  const answer = await request(url, { headersTimeout: 10_000 })
  return Names.parse(await answer.body.json())
}

function adminFor(bootstrap: string): Admin {
  return new Admin({
    clientId: 'day2-grader',
    bootstrapBrokers: bootstrap.split(','),
    retries: 10,
    retryDelay: 200,
  })
}
