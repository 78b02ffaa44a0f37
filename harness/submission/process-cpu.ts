// How much a program and all that it started have computed, as Linux tells it: whether it worked or waited when it was ended.
import { processOf, treeUsage } from '#harness/sandbox/tree-usage.ts'

/** Of the living process alone, with its children that have ended, in milliseconds; undefined where the platform does not tell. */
export function cpuOfProcess(pid: number): number | undefined {
  return processOf(pid)?.cpuMs
}

/** Of the process and all that descend from it and live, in milliseconds; undefined where the platform does not tell. */
export function cpuOfTree(root: number): number | undefined {
  return processOf(root) === undefined ? undefined : treeUsage([root]).cpuMs
}
