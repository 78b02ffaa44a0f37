// Exercise 13: commands are decided into events, the events are the truth, and everything else follows from them.
import {
  eventually,
  exercise,
  type Finished,
  fail,
  jsonInText,
  partOf,
  type RunningStep,
  type Tools,
  wholeAnswer,
  writtenJson,
} from '#harness/exercise/words.ts'
import type { Account } from './accounts.ts'
import { balancesFinding, eventsFinding, hasRightEvents, recordsByAccount } from './judge.ts'
import { Stories, type Told } from './stories.ts'

const READS = { reads: ['commands'], mayRead: ['account-events'] }

export default exercise(
  '13-event-sourcing',
  'Event sourcing: accounts and what happened to them',
  { topics: ['commands', 'account-events', 'account-balances'], group: 'extended', seconds: 45 },
  check => {
    let stories: Stories
    let app: RunningStep
    /** Checks that have passed: what others were found not to do is asked for in none that follows. */
    const sound = new Set<string>()
    /** Accounts whose events a check has found wrong: one mistake fails one check. */
    const spoilt = new Set<string>()

    const known = (): Set<string> => new Set(stories.accounts.keys())

    const send = async ({ feed, random }: Tools, told: readonly Told[]): Promise<void> => {
      const records = told.map(({ account, command }) => {
        const more = random.chance(0.2)
          ? { by: random.word(), note: 'Überweisung "7"', amounts: [1, 2.5] }
          : {}
        return { key: account.id, value: writtenJson(random, { ...command, ...more }) }
      })
      await partOf('topic-layout', () => feed('commands', records, { by: 'key' }))
    }

    const rightAccounts = ({ observe }: Tools): Account[] => {
      const told = recordsByAccount(observe.reader('account-events').records)
      return [...stories.accounts.values()].filter(account => hasRightEvents(account, told))
    }

    /** The events of these accounts come to be exactly right. */
    const follow = async (tools: Tools, told: readonly Told[], hint: string): Promise<void> => {
      const reader = tools.observe.reader('account-events')
      const accounts = [...new Set(told.map(({ account }) => account))].filter(({ id }) => !spoilt.has(id))
      try {
        await tools.settled(
          reader,
          () => {
            const finding = eventsFinding(accounts, reader.records, known(), hint)
            if (finding) fail(finding)
          },
          { within: 75, whileRunning: app, ...READS },
        )
      } catch (error) {
        const right = new Set(rightAccounts(tools))
        for (const account of accounts) if (!right.has(account)) spoilt.add(account.id)
        throw error
      }
    }

    /** The rows of all accounts come to be right whose events are: a row that is wrong for a wrong event is no mistake of its own. */
    const rowsFollow = async (tools: Tools): Promise<void> => {
      const reader = tools.observe.reader('account-balances')
      await tools.settled(
        [reader, tools.observe.reader('account-events')],
        () => {
          const finding = balancesFinding(rightAccounts(tools), reader.records, known())
          if (finding) fail(finding)
        },
        { within: 75, whileRunning: app, ...READS },
      )
    }

    check('setup-succeeds', { points: 1 }, '`setup` exits with code 0', async ({ program }) => {
      await program('setup').succeeds()
    })

    check(
      'topic-layout',
      { points: 1, needs: ['setup-succeeds'] },
      'the three topics have 6 partitions with 2 replicas each; events are kept for ever, balances compacted',
      async ({ laidOut, observe }) => {
        for (const topic of ['commands', 'account-events', 'account-balances'])
          await laidOut(topic, { partitions: 6, replicas: 2 })
        const has = (topic: string, setting: string, value: string): Promise<void> =>
          eventually(
            async () => {
              const actual = (await observe.topicConfig(topic)).get(setting)
              if (actual === value) return
              fail({
                message: `${topic} does not keep what it is there to keep`,
                expected: `${setting}=${value}`,
                actual: `${setting}=${actual ?? '(unset)'}`,
                hint: 'Of events every one counts, however old it is; of balances the latest of each account.',
              })
            },
            { within: 5 },
          )
        await has('account-events', 'cleanup.policy', 'delete')
        await has('account-events', 'retention.ms', '-1')
        await has('account-balances', 'cleanup.policy', 'compact')
      },
    )

    // Events under another key, in another order or with other members; balances in binary fractions, where a little is missing to take out
    // everything; a withdrawal of everything refused. Nothing that is to be refused comes here.
    check(
      'events-follow-commands',
      { points: 2, needs: ['setup-succeeds'] },
      "every account's events are exactly right, in order",
      async tools => {
        stories = new Stories(tools.random)
        app = await tools.program('app').start()
        const told = stories.accepted()
        await send(tools, told)
        await follow(
          tools,
          told,
          'Each command gives one event, in the order of the commands; exactly what is there can be withdrawn, and binary fractions do not add up exactly.',
        )
        sound.add('events-follow-commands')
      },
    )

    // Overdrafts granted, unknown accounts served, a second opening that starts anew, amounts of 0 let through; a refusal that leaves no event, or
    // that changes the balance all the same.
    check(
      'rejections',
      { points: 2, needs: ['events-follow-commands'], alike: ['events-follow-commands'] },
      'overdrafts, unknown accounts, second openings and amounts of 0 are rejected and change no balance',
      async tools => {
        const told = stories.refused()
        await send(tools, told)
        await follow(
          tools,
          told,
          'What cannot be done is rejected, which is an event as well, and leaves the balance as it was: not enough money, no open account, one that is open already, nothing to move.',
        )
        sound.add('rejections')
      },
    )

    // Commands that are not remembered, or only the last one, only those that were accepted, or all under their id alone: two accounts of
    // one partition use the same ids.
    check(
      'each-command-once',
      { points: 1, needs: ['events-follow-commands'], alike: ['rejections'] },
      'commands that are sent again change nothing',
      async tools => {
        const told = stories.repeated(sound.has('rejections'))
        await send(tools, told)
        await follow(
          tools,
          told,
          'A command is the same if its account and its id are: another account may use the same id. Also one that was rejected is not decided again.',
        )
        sound.add('each-command-once')
      },
    )

    // Rejections that are counted, commands that are counted in the place of events, another way of writing, rows that are only ever made once.
    check(
      'read-model',
      { points: 1, needs: ['events-follow-commands'], alike: ['rejections', 'each-command-once'] },
      'account-balances has the right balance of every account',
      async tools => {
        await rowsFollow(tools)
        sound.add('read-model')
      },
    )

    // Balances, the commands that were seen, or the position kept in memory alone; a position that is committed before the events are written (the
    // crash comes at the commit, before anybody has looked); the topic read again from its beginning.
    check(
      'survives-crash',
      {
        points: 1,
        needs: ['events-follow-commands'],
        alike: ['rejections', 'each-command-once', 'read-model'],
      },
      'after a crash, with commands sent meanwhile, events and balances are right',
      async tools => {
        const what = { again: sound.has('each-command-once'), refusals: sound.has('rejections') }
        const before = [...stories.further(what), ...stories.further(what)]
        await send(tools, before)
        await tools.crash(app, READS)
        const meanwhile = stories.further(what)
        await send(tools, meanwhile)
        app = await tools.program('app').start()
        await follow(
          tools,
          [...before, ...meanwhile],
          'Balances, the commands that were seen and the position must all outlive the process, and agree with each other and with the events that were written.',
        )
        if (sound.has('read-model')) await rowsFollow(tools)
      },
    )

    // A balance that is read from account-balances, from a file or a store of the application, or with rejections counted; 0 for what was never
    // opened; sums of binary fractions; an end of the topic that is not its end. Last, as the application is stopped here.
    check(
      'state-from-events',
      { points: 1, needs: ['events-follow-commands'] },
      'with `app` stopped, `balance` tells the balance from the events alone',
      async tools => {
        if (app.running) await tools.stop(app, READS)
        await tools.observe.reader('account-events').readToEnd()
        const right = tools.random.shuffle(rightAccounts(tools))
        const written = stories.written()
        const events = written.events.map(event => ({
          key: written.id,
          value: writtenJson(tools.random, event),
        }))
        await tools.feed('account-events', events, { by: 'key' })
        const balanceOf = async (id: string, balance: bigint | undefined, what: string): Promise<void> => {
          tellsRight(await tools.program('balance').succeeds({ args: [id], whole: true }), id, balance, what)
        }
        await balanceOf(written.id, written.balance, 'whose events the grader wrote')
        await balanceOf(stories.unheardOf(), undefined, 'that has no event')
        const never = right.find(({ balance }) => balance === undefined)
        if (never) await balanceOf(never.id, undefined, 'whose commands were all rejected')
        const empty = right.find(({ balance }) => balance === 0n)
        if (empty) await balanceOf(empty.id, 0n, 'that is empty')
        const [richest] = right.sort((a, b) => Number((b.balance ?? 0n) - (a.balance ?? 0n)))
        if (richest) await balanceOf(richest.id, richest.balance, 'of before')
      },
    )
  },
)

function tellsRight(finished: Finished, id: string, balance: bigint | undefined, what: string): void {
  const objects = jsonInText(wholeAnswer(finished)).filter(value => value !== null && !Array.isArray(value))
  const told = objects.at(-1) as { account?: unknown; balance?: unknown } | undefined
  const expected = balance === undefined ? null : Number(balance) / 100
  if (told?.account === id && told.balance === expected) return
  fail({
    message: `\`balance ${id}\` is wrong, of an account ${what}`,
    expected: JSON.stringify({ account: id, balance: expected }),
    actual: told ? JSON.stringify(told) : 'no JSON object on standard output',
    hint: 'All that is known of an account stands in account-events, and every event of it counts: from the first to the last one that is there when it is asked.',
  })
}
