// kafkajs as the grader uses it: patient, and without log lines of its own.
import kafkajs, { type Kafka, type KafkaConfig } from 'kafkajs'

export function kafka(bootstrapServers: string, options: Partial<KafkaConfig> = {}): Kafka {
  return new kafkajs.Kafka({
    clientId: 'day2-grader',
    brokers: bootstrapServers.split(','),
    logLevel: kafkajs.logLevel.NOTHING,
    connectionTimeout: 3000,
    requestTimeout: 15_000,
    retry: { initialRetryTime: 50, maxRetryTime: 1000, retries: 15 },
    ...options,
  })
}
