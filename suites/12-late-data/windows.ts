// What windows and late readings the readings make, by the contract's rule: stream time is a partition's own.
import { GRACE, MINUTE, type Purpose, type Reading, windowKey, windowStart } from './readings.ts'

export interface Window {
  key: string
  purpose: Purpose
  partition: number
  end: number
  highest: number
}

export class Windows {
  readonly #windows = new Map<string, Window>()
  readonly #streamTime = new Map<number, number>()
  readonly late: Reading[] = []

  /** In the order in which they are in their partitions. */
  add(readings: readonly Reading[]): void {
    for (const reading of readings) this.#add(reading)
  }

  #add(reading: Reading): void {
    const { purpose, partition, sensor, time, celsius } = reading
    const end = windowStart(time) + MINUTE
    const streamTime = Math.max(this.streamTime(partition), time)
    this.#streamTime.set(partition, streamTime)
    if (isClosed(end, streamTime)) {
      this.late.push(reading)
      return
    }
    const key = windowKey(sensor, time)
    const window = this.#windows.get(key)
    if (window) window.highest = Math.max(window.highest, celsius)
    else this.#windows.set(key, { key, purpose, partition, end, highest: celsius })
  }

  streamTime(partition: number): number {
    return this.#streamTime.get(partition) ?? Number.NEGATIVE_INFINITY
  }

  get(key: string): Window | undefined {
    return this.#windows.get(key)
  }

  /** With readings that counted; whoever asks for closed ones gets those that may be told by now. */
  get closed(): Window[] {
    return [...this.#windows.values()].filter(window => this.isClosed(window))
  }

  get open(): Window[] {
    return [...this.#windows.values()].filter(window => !this.isClosed(window))
  }

  isClosed({ partition, end }: Window): boolean {
    return isClosed(end, this.streamTime(partition))
  }
}

const isClosed = (end: number, streamTime: number): boolean => end + GRACE <= streamTime
