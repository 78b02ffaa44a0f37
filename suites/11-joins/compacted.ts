// A topic that keeps the latest record of each key, and throws none away for its age.
import { eventually, fail, type Tools } from '#harness/exercise/words.ts'

/** Settings may need a moment to reach every broker. */
export async function compacted(observe: Tools['observe'], topic: string): Promise<void> {
  await eventually(
    async () => {
      const policy = (await observe.topicConfig(topic)).get('cleanup.policy')
      if (policy === 'compact') return
      fail({
        message: `${topic} does not keep the latest record of every key`,
        expected: 'cleanup.policy=compact',
        actual: `cleanup.policy=${policy ?? '(unset)'}`,
        hint: 'What does Kafka throw away of a topic that is a table: what is old, or what has been replaced?',
      })
    },
    { within: 5 },
  )
}
