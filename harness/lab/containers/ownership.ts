// Whose container, network or volume is this? Everything that a lab makes carries its run, process and host, so that a later
// grade can tell what a killed one left from what a living one uses.
import os from 'node:os'
import type Dockerode from 'dockerode'
import { identity } from '#harness/host/launcher.ts'
import { startOf } from '#harness/host/process-start.ts'

const RUN = 'day2.run'
const PID = 'day2.pid'
const HOST = 'day2.host'
/** When the process was born, where the platform tells: process ids are used again. */
const BORN = 'day2.born'

export type Labels = Record<string, string>

export function ownLabels(run: string): Labels {
  const { pid, born } = identity()
  return { [RUN]: run, [PID]: String(pid), [HOST]: os.hostname(), [BORN]: born }
}

/** Does the process that made this still run? What another host made is its own business. */
export function isOrphan(labels: Labels): boolean {
  const pid = Number(labels[PID])
  if (labels[HOST] !== os.hostname() || !Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
  return (startOf(pid) ?? '') !== labels[BORN]
}

/** Removes everything of one run. */
export async function removeRun(docker: Dockerode, run: string): Promise<void> {
  await removeWhere(docker, `${RUN}=${run}`, () => true)
}

/** Removes what runs that were killed left on this host; only where all its processes can be seen. @returns how many containers, networks and volumes that were */
export async function sweep(docker: Dockerode): Promise<number> {
  return removeWhere(docker, RUN, isOrphan)
}

async function removeWhere(
  docker: Dockerode,
  label: string,
  chosen: (labels: Labels) => boolean,
): Promise<number> {
  const filters = { label: [label] }
  const containers = (await docker.listContainers({ all: true, filters })).filter(({ Labels }) =>
    chosen(Labels),
  )
  // One that is gone by now is as good as removed.
  await Promise.all(
    containers.map(({ Id }) => docker.getContainer(Id).remove({ force: true, v: true }).catch(tolerateGone)),
  )
  const networks = (await docker.listNetworks({ filters })).filter(({ Labels }) => chosen(Labels ?? {}))
  await Promise.all(networks.map(({ Id }) => docker.getNetwork(Id).remove().catch(tolerateGone)))
  const { Volumes } = await docker.listVolumes({ filters })
  const volumes = (Volumes ?? []).filter(({ Labels }) => chosen(Labels ?? {}))
  await Promise.all(volumes.map(({ Name }) => docker.getVolume(Name).remove().catch(tolerateGone)))
  return containers.length + networks.length + volumes.length
}

/** 404: gone; 409: its removal is under way. */
function tolerateGone(error: unknown): void {
  const status = (error as { statusCode?: number }).statusCode
  if (status !== 404 && status !== 409) throw error
}
