// A cluster that the grader did not make may hold somebody's work under the exercises' names: nothing is deleted unasked.
import readline from 'node:readline/promises'
import { UserError } from '#harness/host/user-error.ts'
import type { Cluster } from './cluster.ts'

/** @throws UserError unless the person agrees to the loss of what is there */
export async function requireConsent({ addresses, doomed: there }: Cluster, yes: boolean): Promise<void> {
  const doomed = [
    ...there.topics.map(name => `topic ${name}`),
    ...there.groups.map(name => `consumer group ${name}`),
    ...there.connectors.map(name => `connector ${name}`),
    ...there.subjects.map(name => `subject ${name}`),
  ]
  const warning = [
    `This grade runs on the cluster at ${addresses.bootstrap}. Before, between and after the exercises it deletes the topics,`,
    `connectors and subjects that they name, and the groups and connectors that come meanwhile and use those topics; nothing else`,
    'is touched.',
    ...(doomed.length > 0 ? [`There now, and to be deleted: ${doomed.join(', ')}.`] : []),
  ].join('\n')
  process.stderr.write(`${warning}\n`)
  if (doomed.length === 0 || yes) return
  if (process.stdin.isTTY) {
    const ask = readline.createInterface({ input: process.stdin, output: process.stderr })
    const answer = await ask.question('Delete them and go on? [y/N] ')
    ask.close()
    if (/^y(es)?$/i.test(answer.trim())) return
  }
  throw new UserError('Nothing was deleted, and nothing graded. Say --yes to agree to it.')
}
