// How far a grade shuts programs in: as asked, as its surroundings suggest, and never less than was promised without a word.
import { UserError } from '#harness/host/user-error.ts'
import type { Isolation } from '#harness/sandbox/view.ts'

export interface IsolationWish {
  /** `--isolation`, if it was given. */
  asked: Isolation | undefined
  /** Is this a CI run, where other people's work is graded? */
  ci: boolean
  /** Why programs cannot be shut in here; undefined where they can. */
  why: string | undefined
}

export interface ChosenIsolation {
  isolation: Isolation
  /** What a person should know who did not ask for less. */
  told?: string
}

/** @throws UserError where `strict` is asked for, or due in CI, and cannot be had */
export function chooseIsolation({ asked, ci, why }: IsolationWish): ChosenIsolation {
  const wanted = asked ?? (ci ? 'strict' : 'standard')
  if (why === undefined || wanted === 'none') return { isolation: wanted }
  if (wanted === 'strict')
    throw new UserError(
      [
        `Programs cannot be shut in on this machine (${why}), and --isolation strict${asked ? '' : ', the default where CI=true,'} does not go without.`,
        '  Debian:        sudo sysctl -w kernel.unprivileged_userns_clone=1',
        '  Ubuntu 24.04:  sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0',
        '  in Docker:     docker run --security-opt seccomp=unconfined --security-opt apparmor=unconfined …',
        'Where the work is your own, or the machine is thrown away afterwards: --isolation none.',
      ].join('\n'),
    )
  return {
    isolation: 'none',
    told: `Programs are not shut in (${why}): they can read and change what you can.`,
  }
}
