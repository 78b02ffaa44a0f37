// Whether a Connect cluster would take a change of its connectors at once.
import { rest } from '#harness/clients/rest.ts'
import { patient } from '#harness/host/patience.ts'
import { poll } from '#harness/host/poll.ts'

/** A rebalance waits for its slowest member, at most `rebalance.timeout.ms`. */
const SETTLES_MS = 25_000

/**
 * Resolves when no rebalance is under way and the leading worker is known: 404 says that it has looked for the connector; before,
 * Connect answers 409 (a rebalance) or 500 (the leader is away).
 * @throws DeadlineExceeded with Connect's last answer
 */
export async function untilConnectTakesChanges(connectUrl: string): Promise<void> {
  const url = `${connectUrl}/connectors/there-is-no-such-connector`
  await poll(
    'Connect to take changes',
    async () => {
      const { status, text } = await rest(url, { method: 'DELETE', repeatable: true })
      if (status !== 404) throw new Error(`it answered ${status}: ${text.slice(0, 200)}`)
      return true
    },
    { deadlineMs: patient(SETTLES_MS) },
  )
}
