// `docker compose up`, `scale`: brings stopped brokers back and sets the number of Connect workers.
import { CommandFailed } from './command-failed.ts'
import { APP_SERVICE, CONNECT_SERVICE, SERVICES } from './containers.ts'
import { hasSwitch, parseOptions } from './options.ts'
import { type Command, containersNow, type Surroundings } from './surroundings.ts'

const MOST_WORKERS = 3

export const composeUp: Command = async (args, surroundings) => {
  const parsed = parseOptions('docker compose up', args, {
    switches: [
      ...[
        'd',
        'detach',
        'wait',
        'build',
        'no-build',
        'no-recreate',
        'force-recreate',
        'always-recreate-deps',
      ],
      ...[
        'no-deps',
        'remove-orphans',
        'quiet-pull',
        'no-color',
        'no-log-prefix',
        'no-start',
        'V',
        'y',
        'yes',
      ],
    ],
    valued: ['scale', 't', 'timeout', 'pull', 'wait-timeout'],
  })
  const scaled = (parsed.values.get('scale') ?? []).map(readScale)
  for (const service of parsed.words) knownService(service)
  const asked = parsed.words.length > 0 ? parsed.words : SERVICES.filter(service => service !== APP_SERVICE)
  if (asked.includes(APP_SERVICE)) {
    surroundings.note(
      `${APP_SERVICE}: this lab has no such container; your own program, the exercise's \`app\`, runs instead.`,
    )
  }
  if (parsed.words.length > 0 && parsed.words.every(service => service === APP_SERVICE)) return 0
  if (!hasSwitch(parsed, 'd', 'detach', 'wait'))
    surroundings.note('Without -d compose would stay attached; this stand-in returns when all is up.')

  const connectToo = asked.includes(CONNECT_SERVICE)
  // Connect depends on the brokers, unless told otherwise.
  const allBrokers = connectToo && !hasSwitch(parsed, 'no-deps')
  await startBrokers(surroundings, id => allBrokers || asked.includes(`kafka-${id}`))
  // Without --scale compose brings the service to the one worker that the file asks for.
  const count = scaled.at(-1) ?? (connectToo ? 1 : undefined)
  if (count !== undefined) await scaleConnect(surroundings, count)
  return 0
}

/** `docker compose scale kafka-connect=N`, also of docker-compose's first version. */
export const composeScale: Command = async (args, surroundings) => {
  const { words } = parseOptions('docker compose scale', args, {
    switches: ['no-deps'],
    valued: ['t', 'timeout'],
  })
  const count = words.map(readScale).at(-1)
  if (count === undefined) throw new CommandFailed('"docker compose scale" requires SERVICE=N')
  await scaleConnect(surroundings, count)
  return 0
}

export function readScale(text: string): number {
  const [, service = text, count] = /^([^=]*)=(-?\d+)$/.exec(text) ?? []
  knownService(service)
  if (service !== CONNECT_SERVICE)
    throw new CommandFailed(
      `${service} cannot be scaled: the lab has exactly one; only ${CONNECT_SERVICE} can`,
    )
  const workers = Number(count)
  if (workers >= 1 && workers <= MOST_WORKERS) return workers
  throw new CommandFailed(
    `--scale ${text}: the lab runs 1 to ${MOST_WORKERS} Connect workers (${CONNECT_SERVICE}=1 to ${CONNECT_SERVICE}=${MOST_WORKERS})`,
  )
}

function knownService(service: string): void {
  if (!SERVICES.some(name => name === service))
    throw new CommandFailed(`no such service: ${service} (there are ${SERVICES.join(', ')})`)
}

async function startBrokers(surroundings: Surroundings, wanted: (id: number) => boolean): Promise<void> {
  const { lab, note } = surroundings
  const brokers = (await containersNow(surroundings)).filter(
    ({ kind, number }) => kind === 'broker' && wanted(number),
  )
  await Promise.all(
    brokers.map(async ({ name, number }) => {
      // One that is up, or on its way, is waited for, and one that is still stopping is started when it has stopped.
      const { changed } = await lab.broker(number, 'start')
      note(` Container ${name}  ${changed ? 'Started' : 'Running'}`)
    }),
  )
}

async function scaleConnect(surroundings: Surroundings, count: number): Promise<void> {
  const { changed } = await surroundings.lab.scaleConnect(count)
  for (const { kind, name } of await containersNow(surroundings))
    if (kind === 'worker') surroundings.note(` Container ${name}  ${changed ? 'Started' : 'Running'}`)
}
