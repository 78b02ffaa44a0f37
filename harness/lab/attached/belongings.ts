// What of the exercises is on a cluster, and its removal: by name, or because it was not there when the grade began.
import { Admin } from '@platformatic/kafka'
import { request } from 'undici'
import { z } from 'zod'
import { listGroups } from '#harness/clients/groups.ts'
import { Wire } from '#harness/clients/wire.ts'
import { poll } from '#harness/host/poll.ts'
import { type CourseNames, isByproduct, isInternal } from './course-names.ts'

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
    const internal = topics.filter(
      topic => isInternal(topic) && (all || [...ours].some(group => topic.startsWith(`${group}-`))),
    )
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

/** Removes what the exercises name, and what has come since `before` because of them. */
export async function removeBelongings(
  addresses: Addresses,
  course: CourseNames,
  before: Holdings,
  deadlineMs: number,
): Promise<void> {
  const { bootstrap, registry, connect } = addresses
  const wire = new Wire(bootstrap)
  const admin = adminFor(bootstrap)
  try {
    await poll(
      'the connectors of the exercises to be deleted',
      async () => {
        const ours = (await namesAt(`${connect}/connectors`)).filter(
          name => course.connectors.includes(name) || !before.connectors.includes(name),
        )
        for (const name of ours) await deleteConnector(connect, name)
        return ours.length === 0
      },
      { deadlineMs, everyMs: 200 },
    )
    await poll(
      'the consumer groups of this grade to be deleted',
      async () => {
        const ours = (await listGroups(admin)).filter(
          ({ id, protocolType }) => protocolType !== 'connect' && !before.groups.includes(id),
        )
        for (const { id } of ours) {
          await admin.removeMembersFromConsumerGroup({ groupId: id, members: null }).catch(() => {})
          await admin.deleteGroups({ groups: [id] }).catch(() => {})
        }
        return ours.length === 0
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
              course.topics.includes(name) || (isByproduct(name, course) && !before.topics.includes(name)),
          )
        if (ours.length > 0) await admin.deleteTopics({ topics: ours }).catch(() => {})
        return ours.length === 0
      },
      { deadlineMs, everyMs: 200 },
    )
    for (const subject of course.subjects) await deleteSubject(registry, subject)
  } finally {
    await Promise.all([wire.close(), admin.close()])
  }
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
