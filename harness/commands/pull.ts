// `day2 pull`: fetches the images of the containers engine once, so that no grade downloads anything.
import { Command } from 'commander'
import { UserError } from '#harness/host/user-error.ts'
import { progressLine } from './progress-line.ts'

export function pullCommand(): Command {
  return new Command('pull')
    .description('fetch the images of the containers engine (once)')
    .action(async () => {
      const { findEngine } = await import('#harness/lab/containers/engine.ts')
      const { imagesFrom } = await import('#harness/lab/containers/images.ts')
      const { pullImage } = await import('#harness/lab/containers/pull-image.ts')
      const { docker } = await findEngine()
      const progress = progressLine()
      for (const image of Object.values(imagesFrom())) {
        try {
          await pullImage(docker, image, progress.tell)
        } catch (error) {
          progress.clear()
          const why = error instanceof Error ? error.message : String(error)
          throw new UserError(
            `${image} could not be fetched: ${why}\nAnother image, or one from a mirror, can be named in DAY2_KAFKA_IMAGE and DAY2_REGISTRY_IMAGE.`,
          )
        }
        progress.clear()
        process.stdout.write(`${image} is here.\n`)
      }
    })
}
