// app: the highest reading of each sensor and minute once the minute is closed; what comes too late for that is put aside.
import { Kafka, logLevel } from 'kafkajs'

interface Reading {
  sensor: string
  celsius: number
  timestamp: string
}

const brokers = (process.env.BOOTSTRAP_SERVERS ?? 'localhost:9092,localhost:9093,localhost:9094').split(',')
const kafka = new Kafka({ brokers, logLevel: logLevel.NOTHING })

/** What is to be written when this reading of this partition comes. */
function take(_partition: number, _reading: Reading): { topic: string; key: string; value: string }[] {
  // TODO: the partition's stream time, its open windows, and those that are closed now.
  return []
}

// TODO: read readings from the beginning, call take(), write what it says.
// TODO: where does the app go on after a crash, and what does it know then?

void kafka
void take
console.error('app is not done yet: see README.md')
process.exit(1)
