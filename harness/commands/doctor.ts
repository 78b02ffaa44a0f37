// `day2 doctor`: what this machine has and lacks, how to get it, and whether a lab runs here: one is opened.
import { Command, Option } from 'commander'
import pc from 'picocolors'
import { usableEngines } from '#harness/doctor/engines.ts'
import { examineMachine } from '#harness/doctor/examine.ts'
import { renderDoctor, renderEnd } from '#harness/doctor/render.ts'
import type { EngineName } from '#harness/lab/lab.ts'
import { ENGINES } from './engine-choice.ts'
import { tryLab } from './lab-trial.ts'

interface DoctorOptions {
  quick?: boolean
  trial?: EngineName
}

export function doctorCommand(): Command {
  return new Command('doctor')
    .description('look at this machine, and open a lab: what is missing, how to get it')
    .option('--quick', 'only look; open no lab')
    .addOption(new Option('--trial <engine>').choices(ENGINES).hideHelp())
    .action(async (options: DoctorOptions) => {
      process.exitCode = await doctor(options)
    })
}

/** @returns the exit code: 0 where a grade can run, else 2 */
async function doctor({ quick = false, trial }: DoctorOptions): Promise<number> {
  if (trial !== undefined) return (await tryLab(trial)) ? 0 : 2
  const findings = await examineMachine()
  const engines = usableEngines(findings)
  const look = { colour: pc.isColorSupported, width: process.stdout.columns ?? 100 }
  process.stdout.write(renderDoctor(findings, engines, look))
  const usable = engines.find(each => each.usable)?.engine
  // Whose cluster it would be, and what lies on it, only its owner knows.
  if (usable === undefined || usable === 'attached' || quick) {
    process.stdout.write(renderEnd(usable, 'not tried'))
    return usable === undefined ? 2 : 0
  }
  process.stdout.write(`\n${look.colour ? pc.bold('A lab on trial') : 'A lab on trial'}\n`)
  const ran = await tryLab(usable)
  process.stdout.write(renderEnd(usable, ran ? 'ran' : 'failed'))
  return ran ? 0 : 2
}
