// Files are small and many: a handful at a time keeps the disk busy without running out of descriptors.

export async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>, most = 16) {
  const rest = items.values()
  const worker = async () => {
    for (const item of rest) await work(item)
  }
  const ended = await Promise.allSettled(Array.from({ length: Math.min(most, items.length) }, worker))
  for (const one of ended) if (one.status === 'rejected') throw one.reason
}
