// Fetches one image, telling how far it is: the engine reports layer by layer.
import type Dockerode from 'dockerode'
import { z } from 'zod'

const Progress = z.object({
  id: z.string().optional(),
  status: z.string().optional(),
  progressDetail: z.object({ current: z.number().optional(), total: z.number().optional() }).nullish(),
})

export async function pullImage(
  docker: Dockerode,
  image: string,
  tell: (text: string) => void,
): Promise<void> {
  tell(`fetching ${image}`)
  const stream = await docker.pull(image)
  const layers = new Map<string, { current: number; total: number }>()
  const onProgress = (event: unknown): void => {
    const parsed = Progress.safeParse(event)
    if (!parsed.success || parsed.data.status !== 'Downloading') return
    const { id = '', progressDetail } = parsed.data
    layers.set(id, { current: progressDetail?.current ?? 0, total: progressDetail?.total ?? 0 })
    const sum = (of: 'current' | 'total'): string =>
      ([...layers.values()].reduce((bytes, layer) => bytes + layer[of], 0) / 1e6).toFixed(0)
    tell(`fetching ${image}: ${sum('current')} of ${sum('total')} MB`)
  }
  await new Promise<void>((resolve, reject) => {
    docker.modem.followProgress(stream, error => (error ? reject(error) : resolve()), onProgress)
  })
}
