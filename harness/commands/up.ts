// `day2 up`: opens labs that stay for the commands that come after it.
import { Command, Option } from 'commander'
import { UserError } from '#harness/host/user-error.ts'
import { endStaying } from '#harness/stay/end.ts'
import { stayingHere } from '#harness/stay/find.ts'
import { differences, fitHere } from '#harness/stay/fit.ts'
import { isBusy } from '#harness/stay/lease.ts'
import { stayFolder } from '#harness/stay/shelf.ts'
import { startLender } from '#harness/stay/start-lender.ts'
import { readState, type StayState } from '#harness/stay/state.ts'
import { inWords } from '#harness/stay/use.ts'
import { count } from './count.ts'
import { chooseEngine } from './engine-choice.ts'
import { progressLine } from './progress-line.ts'

interface UpOptions {
  labs?: number
  isolation: 'standard' | 'none'
  idle: number
}

/** Minutes without work after which a lab that stays ends. */
const IDLE_MINUTES = 30

export function upCommand(): Command {
  return new Command('up')
    .description('open a lab that stays: grade, watch and shell use it')
    .option('--labs <n>', 'labs side by side (default: 1)', count)
    .addOption(
      new Option('--isolation <level>', 'none: the lab does not shut anything in')
        .choices(['standard', 'none'])
        .default('standard'),
    )
    .addOption(
      new Option('--idle <minutes>', 'it ends after so long without work')
        .argParser(minutes)
        .default(IDLE_MINUTES),
    )
    .action(async (options: UpOptions) => {
      await up(options)
    })
}

async function up({ labs = 1, isolation, idle }: UpOptions): Promise<void> {
  const progress = progressLine()
  const { runtime } = await chooseEngine({ engine: 'embedded' }, progress.tell)
  const folder = stayFolder()
  const there = stayingHere(folder)
  if (there) {
    const asked = there.labs === labs && (there.isolation === 'none') === (isolation === 'none')
    const changed = differences(there.fits, await fitHere(runtime))
    if (asked && changed.length === 0) {
      progress.clear()
      process.stdout.write(`The lab is there already, since ${timeOf(there.since)}.\n${told(there)}`)
      return
    }
    const holders = await isBusy(folder)
    if (holders.length > 0)
      throw new UserError(
        `The lab that stays is another one, and used by ${holders.map(inWords).join(' and ')}: wait until that has ended.`,
      )
    progress.tell('ending the lab that is there, which is another one')
    await endStaying(folder, there)
  }
  progress.tell(labs === 1 ? 'opening the lab' : `opening ${labs} labs`)
  await startLender(folder, { labs, isolation, idleMs: idle * 60_000, tied: false })
  progress.clear()
  const state = readState(folder.state)
  if (!state) throw new Error(`the lab is up, but ${folder.state} does not say so`)
  process.stdout.write(`${labs === 1 ? 'The lab is' : `${labs} labs are`} up.\n${told(state)}`)
}

/** What to do with it. */
function told({ labs, addresses: [first], why, idleMs }: StayState): string {
  const it = labs === 1 ? 'It ends' : 'They end'
  const rows = [
    ...(first
      ? [
          `  brokers          ${first.brokers}`,
          `  Schema Registry  ${first.registry}`,
          `  Connect          ${first.connect}`,
        ]
      : []),
    why.namespaces === undefined
      ? `  These addresses are ${labs === 1 ? "the lab's" : "each lab's"} own: npx day2 shell leads to them.`
      : `  They are on this machine's own network (${why.namespaces}).`,
    '',
    `  npx day2 grade   and   npx day2 watch   use ${labs === 1 ? 'it' : 'them'}; npx day2 shell is a shell inside`,
    `  npx day2 down    ends ${labs === 1 ? 'it' : 'them'}`,
    '',
    `${it} with the checkout, at logout where the system tells, and after ${idleMs / 60_000} minutes without work.`,
  ]
  return `${rows.join('\n')}\n`
}

const timeOf = (iso: string): string => new Date(iso).toTimeString().slice(0, 8)

function minutes(text: string): number {
  const number = Number(text)
  if (!(number > 0 && number < 24 * 60))
    throw new UserError(`--idle takes minutes, such as 30, not "${text}".`)
  return number
}
