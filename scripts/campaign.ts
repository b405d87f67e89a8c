import { apiClient } from './campaign/api-client.ts'
import { type Campaign, defaultName, sendAll } from './campaign/campaign.ts'
import { CampaignError } from './campaign/campaign-error.ts'
import { checkFile } from './campaign/check.ts'
import { type Command, readCommand, USAGE } from './campaign/command.ts'
import { progressLine, rows, timeOf } from './campaign/progress-line.ts'
import { remindAll } from './campaign/remind.ts'
import { report } from './campaign/report.ts'
import { isAgreed } from './command-line/is-agreed.ts'
import { endIfHelp, endWithUsage } from './command-line/read-arguments.ts'

const EXIT = { done: 0, fault: 1, stopped: 130 }

const stop = new AbortController()
/** True once a row may be sent. */
let hasBegun = false
process.once('SIGINT', () => {
  stop.abort()
  // A second signal ends the process at once.
  console.error('\nFinishing the rows that are on their way.')
})

/** Carries out a command. @returns false if it was stopped */
async function run(wanted: Command): Promise<boolean> {
  const { path, access, rate } = wanted
  const campaign = await checked(wanted)
  if (!campaign) return true
  const { signal } = stop
  const onWait = (why: string) => console.error(`\n${why} Trying again for some minutes.`)
  const api = apiClient(access, { signal, onWait })
  const isReading = wanted.kind === 'report' || wanted.remindAfterMs !== null
  if (!(await api.seesAccounts()) && isReading) {
    throw new CampaignError(
      'This needs a key with see-accounts: to any other, the site does not tell who has responded.',
    )
  }
  const total = campaign.checked.rows
  if (wanted.kind === 'report') {
    const sending = { api, rate, signal, onProgress: progressLine(total) }
    const target = `${path}.report.csv`
    const totals = await report(campaign, sending, target)
    if (signal.aborted) return stopped()
    console.log(
      `\n${Object.entries(totals)
        .map(([name, n]) => `${LABELS[name]}  ${n}`)
        .join('\n')}`,
    )
    console.log(`\nEach row is in ${target}.`)
    return true
  }
  const hourly = await api.invitationsPerHour()
  const pace = Math.min(rate, hourly / 3600)
  console.log(
    `${rows(total)}. The site sends ${hourly} invitations an hour: at most ${timeOf(total / pace)}.`,
  )
  if (!(wanted.yes || (await isWanted(`Write to them from ${access.siteUrl}?`)))) return true
  const sending = { api, rate: pace, signal, onProgress: progressLine(total) }
  hasBegun = true
  await sendAll(campaign, sending)
  if (signal.aborted) return stopped()
  console.log(`\nEvery row is sent.`)
  if (wanted.remindAfterMs === null) return true
  const reminding = { ...sending, onProgress: progressLine(total) }
  const { reminded, nextAt } = await remindAll(campaign, reminding, wanted.remindAfterMs)
  console.log(`\n${reminded} reminded.`)
  if (nextAt) console.log(`The next rows are due at ${nextAt.toISOString()}: run this again then.`)
  return signal.aborted ? stopped() : true
}

const LABELS: Readonly<Record<string, string>> = {
  sent: 'sent          ',
  mailed: 'mailed        ',
  delivered: 'delivered     ',
  opened: 'opened        ',
  responded: 'responded     ',
  changed: 'changed       ',
  failed: 'failed        ',
  reminded: 'reminded      ',
  notResponded: 'not responded ',
}

/** Checks the file. @returns null after printing its faults */
async function checked({ path, name }: Command): Promise<Campaign | null> {
  const result = await checkFile(path)
  if (result.faults === 0 && result.rows > 0) {
    return { path, name: name ?? defaultName(path), checked: result }
  }
  for (const { line, fault } of result.examples) console.error(`Line ${line}: ${fault}.`)
  const rest = result.faults - result.examples.length
  if (rest > 0) console.error(`And ${rest} more.`)
  throw new CampaignError(
    result.rows === 0
      ? 'The file has no rows.'
      : `${rows(result.faults)} to mend. Nothing was sent.`,
  )
}

async function isWanted(question: string): Promise<boolean> {
  if (process.stdin.isTTY) return isAgreed(question)
  throw new CampaignError('Say --yes where nobody can be asked.')
}

function stopped(): false {
  console.error(goOn())
  return false
}

const goOn = () =>
  hasBegun ? '\nRun the same command again to go on. Nobody is written to twice.' : ''

endIfHelp(USAGE)
const command = readCommand(process.argv.slice(2), process.env)
if ('usage' in command) endWithUsage(`${command.usage}\n\n${USAGE}`)
try {
  process.exitCode = (await run(command)) ? EXIT.done : EXIT.stopped
} catch (error) {
  if (!(error instanceof CampaignError)) throw error
  const isStopped = stop.signal.aborted
  console.error(isStopped ? goOn() : `\n${error.message}${goOn()}`)
  process.exitCode = isStopped ? EXIT.stopped : EXIT.fault
}
