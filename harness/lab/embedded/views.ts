// What the lab's own JVMs see of this machine. A submission can make Connect read and write any file that a worker may, and ask a
// broker or the registry for more than it should: so each sees the system, what it is started from, and its own folder.
import path from 'node:path'
import { cacheRoot } from '#harness/runtime/cache.ts'
import type { Runtime } from '#harness/runtime/runtime.ts'
import { stayShelf } from '#harness/runtime/stay-shelf.ts'
import { componentView } from '#harness/sandbox/base-view.ts'
import { carriedIn } from '#harness/sandbox/carried-in.ts'
import { prepareView, removeView } from '#harness/sandbox/prepare-view.ts'
import { ROOM } from '#harness/sandbox/room.ts'

export interface ComponentPlaces {
  /** Such as `connect-1`. */
  name: string
  runtime: Runtime
  folder: string
  /** Does it work on files for programs? Then it shares their /tmp. */
  files?: boolean
}

/** Makes the view of one component at its first start. @returns what tells its root */
export type Views = (places: ComponentPlaces) => () => Promise<string | undefined>

/** The views of one lab. They end with it, before anything is deleted: below a view lies the machine. */
export function componentViews(lab: string): { views: Views; end: () => Promise<void> } {
  const roots: Promise<string>[] = []
  const views: Views = ({ name, runtime, folder, files = false }) => {
    let root: Promise<string> | undefined
    return () => {
      if (root) return root
      const seen = [runtime.jdk.home, cacheRoot(), path.join(import.meta.dirname, 'conf')]
      root = prepareView(
        componentView(name, {
          seen,
          writable: files ? [folder, '/tmp'] : [folder],
          hidden: [stayShelf(), ...(files ? [ROOM, ...carriedIn([...seen, folder])] : [])],
        }),
        path.join(ROOM, 'views', lab),
      )
      roots.push(root)
      return root
    }
  }
  const end = async (): Promise<void> => {
    for (const root of await Promise.allSettled(roots))
      if (root.status === 'fulfilled') await removeView(root.value)
  }
  return { views, end }
}

/** Where nothing can be shut in. */
export const noViews: Views = () => async () => undefined
