// `day2 list`: which exercises there are, what they are worth, how long they take, what of the guide they practise.
import { Command } from 'commander'
import pc from 'picocolors'
import { readCatalogue } from '#harness/catalogue/catalogue.ts'
import { renderCatalogue } from '#harness/catalogue/render-catalogue.ts'

export function listCommand(): Command {
  return new Command('list')
    .description('all exercises: points, minutes, and what of the guide they practise')
    .option('--json', 'as JSON, with every check')
    .action(async ({ json = false }: { json?: boolean }) => {
      const entries = await readCatalogue()
      const look = { colour: pc.isColorSupported, width: process.stdout.columns ?? 100 }
      process.stdout.write(json ? `${JSON.stringify(entries, null, 2)}\n` : renderCatalogue(entries, look))
    })
}
