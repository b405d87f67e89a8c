import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { DEMO_API_KEYS } from '#scripts/demo/demo-environment.ts'
import { apiOf } from './api.ts'
import { askForLink } from './form.ts'
import { until } from './program.ts'
import { startCampaign } from './run-campaign.ts'
import { startTestEnvironment } from './test-environment.ts'

/** Rows of the file. `CAMPAIGN_ROWS=10000` measures more. */
const ROWS = Number(process.env.CAMPAIGN_ROWS ?? 300)
/** Patience with a third of the rows, in milliseconds. */
const PATIENCE_MS = Math.max(60_000, ROWS * 100)

const INVITATION = /^Choose your password for /

const environment = await startTestEnvironment('sessionm', {
  env: () => ({ INVITATIONS_PER_HOUR: '999999' }),
})
const directory = mkdtempSync(join(tmpdir(), 'campaign-'))
afterAll(async () => {
  rmSync(directory, { recursive: true })
  await environment.end()
})

const path = join(directory, 'customers.csv')
const addresses = Array.from({ length: ROWS }, (_, nth) => `customer-${nth}@campaign.example`)

const campaign = (...args: string[]) => startCampaign(environment.siteUrl, args)

/** Counts the rows that are sent. */
const sentRows = () => {
  try {
    return readFileSync(`${path}.sent`, 'utf8').split('\n').length - 2
  } catch {
    return 0
  }
}

/** Lists the subjects of the mails to an address. */
const mailed = async () =>
  (await environment.sandbox.mailsTo()).filter(({ subject }) => INVITATION.test(subject))

test('a campaign with a bad row sends nothing, and names the row', async () => {
  writeFileSync(path, `email,locale\n${addresses[0]},en\nnobody,en\n`)
  const program = campaign(path, '--yes')
  expect(await program.ended).toBe(1)
  expect(program.written.stderr).toContain('Line 3: Enter a whole email address, with an @.')
  expect(await mailed()).toEqual([])
})

test('a campaign that is killed and stopped goes on, and each row is mailed once (AP-05)', {
  timeout: 4 * PATIENCE_MS,
}, async () => {
  const startMs = Date.now()
  writeFileSync(path, `email,locale\n${addresses.map((email) => `${email},en\n`).join('')}`)
  const rate = ['--rate', String(Math.max(100, ROWS / 30))]
  const first = campaign(path, '--yes', ...rate)
  await until('a third is sent', async () => sentRows() > ROWS / 3, PATIENCE_MS)
  expect(await first.end('SIGKILL')).toBeNull()

  const second = campaign(path, '--yes', ...rate)
  await until('two thirds are sent', async () => sentRows() > (2 * ROWS) / 3, PATIENCE_MS)
  expect(await second.end('SIGINT')).toBe(130)
  expect(second.written.stderr).toContain('Run the same command again to go on.')
  expect(sentRows()).toBeLessThan(ROWS)

  const third = campaign(path, '--yes', ...rate)
  expect(await third.ended).toBe(0)
  expect(sentRows()).toBe(ROWS)
  const apiSeconds = (Date.now() - startMs) / 1000
  if (ROWS > 1000) {
    // The sandbox keeps the newest mails only.
    const { stdout } = environment.server.written
    const count = () => stdout.split('"mail":"invitation"').length - 1
    await until('all are mailed', async () => count() >= ROWS, PATIENCE_MS)
    console.info({ rows: ROWS, apiSeconds, mailedSeconds: (Date.now() - startMs) / 1000 })
    return
  }
  await until('all are mailed', async () => (await mailed()).length >= ROWS)
  const mails = await mailed()
  expect(mails.map(({ to }) => to).sort()).toEqual([...addresses].sort())
})

test("a customer's own reset is mailed before the invitations that wait (FR-04)", async () => {
  const { sandbox, siteUrl } = environment
  const api = apiOf(siteUrl)
  const customer = await sandbox.register('sessionm')
  const waiting = Array.from({ length: 200 }, (_, nth) => `waiting-${nth}@campaign.example`)
  sandbox.pause()
  for (const email of waiting) await api.ask({ email, kind: 'invitation' })
  await askForLink(siteUrl, siteUrl, customer.email)
  sandbox.goOn()
  const isWaiting = ({ to }: { to: string }) => to.startsWith('waiting-')
  await until(
    'all are mailed',
    async () => (await sandbox.mailsTo()).filter(isWaiting).length === 200,
  )
  const newestFirst = await sandbox.mailsTo()
  const own = newestFirst.findIndex(({ to }) => to === customer.email)
  expect(newestFirst.slice(0, own).filter(isWaiting).length).toBeGreaterThan(100)
})

test('the report has the number of mailed rows, and each customer', async () => {
  const program = campaign('report', path, '--rate', '500')
  expect(await program.ended).toBe(0)
  expect(program.written.stdout).toMatch(new RegExp(`^mailed +${ROWS}$`, 'm'))
  expect(program.written.stdout).toMatch(new RegExp(`^not responded +${ROWS}$`, 'm'))
  const [, ...lines] = readFileSync(`${path}.report.csv`, 'utf8').trimEnd().split('\n')
  expect(lines).toHaveLength(ROWS)
  expect(lines[0]).toMatch(/^customer-0@campaign\.example,en,mailed,2/)
})

test.each([
  ['a report', ['report', path]],
  ['a reminder', [path, '--yes', '--remind-after', '1m']],
])('%s needs a key that may see accounts, and leaves everything as it was', async (_, args) => {
  const before = [readFileSync(`${path}.report.csv`, 'utf8'), (await mailed()).length]
  const program = startCampaign(environment.siteUrl, args, DEMO_API_KEYS.desk)
  expect(await program.ended).toBe(1)
  expect(program.written.stderr).toContain('This needs a key with see-accounts')
  expect(program.written.stderr).not.toContain('Run the same command again')
  const after = [readFileSync(`${path}.report.csv`, 'utf8'), (await mailed()).length]
  expect(after).toEqual(before)
})
