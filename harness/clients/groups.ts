// Members of consumer groups. Two clients, since each falls short: kafkajs describes groups of any protocol type but cannot
// remove a member; @platformatic/kafka removes members, but its describe throws on groups that are not consumers'.
import type { Admin, GroupBase } from '@platformatic/kafka'
import kafkajs, { type Admin as KafkajsAdmin } from 'kafkajs'

/** All groups that keep offsets, of the classic and of the newer protocols (the client's own default is the classic ones alone). */
export async function listGroups(admin: Admin): Promise<GroupBase[]> {
  return [...(await admin.listGroups({ types: ['classic', 'consumer', 'streams'] })).values()]
}

/** Every group that there can be; share groups keep no offsets of the usual kind. */
export async function listEveryGroup(admin: Admin): Promise<GroupBase[]> {
  return [...(await admin.listGroups({ types: ['classic', 'consumer', 'streams', 'share'] })).values()]
}

/** Ids of the group's members; empty for a group of the newer protocols, which cannot be described this way. */
export async function groupMembers(kafkajsAdmin: KafkajsAdmin, groupId: string): Promise<string[]> {
  const { groups } = await kafkajsAdmin.describeGroups([groupId])
  return groups.flatMap(({ members }) => members.map(({ memberId }) => memberId))
}

/** The group's members with the partitions that are assigned to them, each as `topic-0`; empty as {@link groupMembers} is. */
export async function groupAssignments(
  kafkajsAdmin: KafkajsAdmin,
  groupId: string,
): Promise<{ member: string; partitions: string[] }[]> {
  const { groups } = await kafkajsAdmin.describeGroups([groupId])
  return groups.flatMap(({ members }) =>
    members.map(({ memberId, memberAssignment }) => ({
      member: memberId,
      partitions: partitionsOf(memberAssignment),
    })),
  )
}

function partitionsOf(assignment: Buffer): string[] {
  if (assignment.length === 0) return []
  const decoded = kafkajs.AssignerProtocol.MemberAssignment.decode(assignment)
  return Object.entries(decoded?.assignment ?? {}).flatMap(([topic, partitions]) =>
    [...partitions].sort((a, b) => a - b).map(partition => `${topic}-${partition}`),
  )
}

/**
 * Shows members of a group out, as `kafka-streams-application-reset --force` does. Members of the newer group protocols stay:
 * they end by their (short) session time-out.
 *
 * @param members their ids; all that there are without it
 */
export async function removeMembers(
  admin: Admin,
  kafkajsAdmin: KafkajsAdmin,
  groupId: string,
  members?: readonly string[],
): Promise<void> {
  const doomed = members ?? (await groupMembers(kafkajsAdmin, groupId).catch(() => []))
  if (doomed.length === 0) return
  const removals = doomed.map(memberId => ({ memberId }))
  await admin.removeMembersFromConsumerGroup({ groupId, members: removals }).catch(() => {})
}
