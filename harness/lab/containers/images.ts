// The images that the lab is made of: public ones, each exchangeable by an environment variable.
import type Dockerode from 'dockerode'
import { UserError } from '#harness/host/user-error.ts'

export interface Images {
  /** Brokers and Connect workers. */
  kafka: string
  registry: string
}

export function imagesFrom(env: NodeJS.ProcessEnv = process.env): Images {
  return {
    kafka: env.DAY2_KAFKA_IMAGE || 'apache/kafka:4.3.1',
    registry: env.DAY2_REGISTRY_IMAGE || 'apicurio/apicurio-registry:3.3.3',
  }
}

/** Removes what a killed grader left behind, should it be there; the lab works without it. */
export const RYUK_IMAGE = 'testcontainers/ryuk:0.14.0'

export async function hasImage(docker: Dockerode, image: string): Promise<boolean> {
  return docker
    .getImage(image)
    .inspect()
    .then(
      () => true,
      error => {
        if ((error as { statusCode?: number }).statusCode === 404) return false
        throw error
      },
    )
}

/** @throws UserError that names the missing images: a grade does not download hundreds of megabytes unasked */
export async function requireImages(docker: Dockerode, images: Images): Promise<void> {
  const there = await Promise.all(Object.values(images).map(image => hasImage(docker, image)))
  const missing = Object.values(images).filter((_, index) => !there[index])
  if (missing.length === 0) return
  throw new UserError(
    [
      `The lab's containers need ${missing.join(' and ')}, which this machine does not have yet.`,
      'Fetch them once with `npx day2 pull`, then run the command again.',
      'Other images can be named in DAY2_KAFKA_IMAGE and DAY2_REGISTRY_IMAGE.',
    ].join('\n'),
  )
}
