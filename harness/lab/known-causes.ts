// Why a component ended, where its log or this machine tells it in a way that a person can mend.
import { readFileSync } from 'node:fs'

const RAISE_FILES =
  'raise the limit with `ulimit -n 4096` in this shell (where that is refused: in /etc/security/limits.conf, or `--ulimit nofile=4096` of a container) and run the command again'

const ADDRESS_IN_USE =
  /address already in use|\bEADDRINUSE\b|port is already allocated|ports are not available|port \d+ (seems to be|is) (already )?in use/i

const CAUSES: readonly { seen: RegExp; words: () => string }[] = [
  {
    seen: /too many open files|\bEMFILE\b|\bENFILE\b|os::.*fd limit/i,
    words: () => {
      const limit = openFilesLimit()
      const few = limit === undefined ? '' : ` (a process may open ${limit} here)`
      return `Too many open files${few}: ${RAISE_FILES}`
    },
  },
  {
    seen: /no space left on device|\bENOSPC\b|disk quota exceeded/i,
    words: () =>
      'No space left on device: make room (`df -h` shows where), or set TMPDIR to a folder on a larger disk',
  },
  {
    seen: /java\.lang\.OutOfMemoryError: unable to create (new )?native thread|pthread_create failed|\bEAGAIN\b/i,
    words: () =>
      'no more threads can be made: raise the number of processes (`ulimit -u`, or `--pids-limit` of a container) and run the command again',
  },
  {
    seen: /java\.lang\.OutOfMemoryError|insufficient memory for the Java Runtime|cannot allocate memory|could not reserve enough space|\bENOMEM\b/i,
    words: () => 'there was not enough memory: a lab needs about 2 GB; close other programs or allow more',
  },
  {
    seen: ADDRESS_IN_USE,
    words: () => 'Address already in use: another program listens on a port that the lab wanted',
  },
]

/** A line on the cause and the way out; undefined where `text` shows none that is known. */
export function knownCause(text: string): string | undefined {
  return CAUSES.find(({ seen }) => seen.test(text))?.words()
}

/** The same, for a component that ended while it was starting: some end without a word. */
export function causeOfFailedStart(log: string): string | undefined {
  const limit = openFilesLimit()
  const few = limit !== undefined && limit < FEW_FILES
  return (
    knownCause(log) ??
    (few ? `maybe Too many open files (a process may open ${limit} here): ${RAISE_FILES}` : undefined)
  )
}

/** Is this, or what caused it, a port that somebody else has? Looks at messages and at logs of components. */
export function isAddressInUse(error: unknown): boolean {
  if (!(error instanceof Error)) return ADDRESS_IN_USE.test(String(error))
  const log = 'log' in error && typeof error.log === 'string' ? error.log : ''
  if (ADDRESS_IN_USE.test(`${error.message}\n${log}`)) return true
  return error.cause !== undefined && isAddressInUse(error.cause)
}

/** A broker alone opens about 300. */
const FEW_FILES = 1024

/** How many files a process of this machine may open at most; undefined where the system does not say, or sets no limit. */
function openFilesLimit(): number | undefined {
  try {
    const hard = /^Max open files\s+\S+\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1]
    return hard === undefined ? undefined : Number(hard)
  } catch {
    return undefined
  }
}
