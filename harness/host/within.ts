/** What `promise` resolves with, or `late` where that takes longer than `ms` milliseconds; what is late goes on, unheard. */
export async function within<T, L>(ms: number, promise: Promise<T>, late: L): Promise<T | L> {
  const timeout = Promise.withResolvers<L>()
  const timer = setTimeout(() => timeout.resolve(late), ms)
  try {
    return await Promise.race([promise, timeout.promise])
  } finally {
    clearTimeout(timer)
  }
}
