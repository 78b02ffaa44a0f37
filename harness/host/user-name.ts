// The name of whoever runs this; a container's user often has none.
import os from 'node:os'

export function userName(): string {
  try {
    return os.userInfo().username
  } catch {
    return `user-${process.getuid?.() ?? 0}`
  }
}
