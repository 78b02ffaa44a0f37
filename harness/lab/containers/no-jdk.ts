// A runtime that stands for a machine without a JDK. A file of its own, since asking must not load a container client.
import type { Runtime } from '#harness/runtime/runtime.ts'

/** No JDK has this version. */
export const NO_JDK = 0

export function hasNoJdk(runtime: Runtime): boolean {
  return runtime.jdk.major === NO_JDK
}
