// `day2 down`: ends the lab that stays.
import { Command } from 'commander'
import { endStaying } from '#harness/stay/end.ts'
import { stayingHere } from '#harness/stay/find.ts'
import { stayFolder } from '#harness/stay/shelf.ts'

export function downCommand(): Command {
  return new Command('down').description('end the lab that stays').action(async () => {
    const folder = stayFolder()
    const state = stayingHere(folder)
    if (state === undefined) {
      process.stdout.write('No lab stays here.\n')
      return
    }
    await endStaying(folder, state)
    process.stdout.write(state.labs === 1 ? 'The lab has ended.\n' : `${state.labs} labs have ended.\n`)
  })
}
