// The compose lab's Schema Registry: the grader's front with Confluent's API at the root, before Apicurio. It is as strict
// by hand as it is in a grade.
import { request } from 'undici'
import { poll } from '#harness/host/poll.ts'
import { openRegistryFront } from '#harness/lab/registry-front/front.ts'

const upstream = process.env.APICURIO_URL ?? 'http://apicurio:8080'

const answers = poll(
  `${upstream} to answer`,
  async () => {
    const answer = await request(`${upstream}/apis/ccompat/v7/subjects`)
    await answer.body.dump()
    return answer.statusCode === 200
  },
  { deadlineMs: 600_000, everyMs: 500 },
).then(() => upstream)

const front = await openRegistryFront({ upstream: answers, host: '0.0.0.0', port: 8081, firstIds: 3 })
await answers
process.stdout.write(`Confluent's API at ${front.url}, answered from ${upstream}\n`)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(0))
