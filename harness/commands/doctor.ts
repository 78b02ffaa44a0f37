// `day2 doctor`: what this machine has and lacks, how to get it, and in which ways a lab can run here.
import { Command } from 'commander'
import pc from 'picocolors'
import { usableEngines } from '#harness/doctor/engines.ts'
import { examineMachine } from '#harness/doctor/examine.ts'
import { renderDoctor } from '#harness/doctor/render.ts'

export function doctorCommand(): Command {
  return new Command('doctor')
    .description('look at this machine: what is there, what is missing, how to get it')
    .action(async () => {
      const findings = await examineMachine()
      const engines = usableEngines(findings)
      const look = { colour: pc.isColorSupported, width: process.stdout.columns ?? 100 }
      process.stdout.write(renderDoctor(findings, engines, look))
      process.exitCode = engines.some(({ usable }) => usable) ? 0 : 2
    })
}
