// Descriptors that whoever started the grader left open in it, such as a job server's or a CI runner's: what the grader starts must not
// have them. Node closes those it knows of in its children; the others are closed here.
import { closeSync, readdirSync, readFileSync } from 'node:fs'

/** O_CLOEXEC, in the octal flags of /proc/PID/fdinfo: Node sets it on everything that it opens itself. */
const CLOSE_ON_EXEC = 0o2000000

/** @param spared descriptors that the grader itself was given on purpose */
export function closeInheritedDescriptors(spared: readonly number[]): void {
  for (const descriptor of inherited().filter(each => each > 2 && !spared.includes(each))) {
    try {
      closeSync(descriptor)
    } catch {
      // It was the one with which they were listed.
    }
  }
}

function inherited(): number[] {
  try {
    return readdirSync('/proc/self/fd')
      .map(Number)
      .filter(descriptor => !closesOnExec(descriptor))
  } catch {
    // No Linux.
    return []
  }
}

function closesOnExec(descriptor: number): boolean {
  try {
    const flags = /^flags:\s+(\d+)/m.exec(readFileSync(`/proc/self/fdinfo/${descriptor}`, 'latin1'))?.[1]
    return flags === undefined || (Number.parseInt(flags, 8) & CLOSE_ON_EXEC) !== 0
  } catch {
    return true
  }
}
