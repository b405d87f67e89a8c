import { mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { openLog, sendAll } from './campaign.ts'
import {
  campaignOf,
  csvFile,
  customersFile,
  fakeSite,
  readLines,
  sendingTo,
} from './campaign-fixture.ts'
import { remindAll } from './remind.ts'
import { report } from './report.ts'

const DAY_MS = 86_400_000

/** Writes the times of a log back by some days. */
function age(path: string, days: number): void {
  const text = readFileSync(path, 'utf8')
  const older = new Date(Date.now() - days * DAY_MS).toISOString()
  writeFileSync(path, text.replaceAll(/^\d{4}-[^ ]+/gm, older))
}

/** Sends a campaign of some customers. */
async function sentCampaign(count: number) {
  const site = fakeSite()
  const campaign = await campaignOf(customersFile(count))
  await sendAll(campaign, sendingTo(site))
  return { site, campaign }
}

test('writes to each customer once, however often the campaign is stopped (AP-05)', async () => {
  const site = fakeSite()
  const campaign = await campaignOf(customersFile(100))
  for (const end of [30, 60, 101]) {
    const sending = sendingTo(site)
    const onProgress = (done: number) => void (done === end && sending.stop.abort())
    await sendAll(campaign, { ...sending, onProgress })
  }
  expect(site.mails.size).toBe(100)
  expect(new Set(site.mails.values())).toEqual(new Set([1]))
  expect(readLines(`${campaign.path}.sent`)).toHaveLength(101)
  await sendAll(campaign, sendingTo({ fetch: () => expect.fail('nothing is left to send') }))
})

test('goes on after a kill in the middle of a line, and after the loss of its log', async () => {
  const { site, campaign } = await sentCampaign(20)
  const path = `${campaign.path}.sent`
  const lines = readLines(path)
  truncateSync(path, statSync(path).size - 10)
  await sendAll(campaign, sendingTo(site))
  const causes = (texts: string[]) => texts.slice(1).map((line) => line.split(' ')[1])
  expect(causes(readLines(path))).toEqual(causes(lines))
  truncateSync(path)
  await sendAll(campaign, sendingTo(site))
  expect(causes(readLines(path))).toEqual(causes(lines))
  expect(new Set(site.mails.values())).toEqual(new Set([1]))
})

test('goes on only with the file and the name that it began with', async () => {
  const { site, campaign } = await sentCampaign(3)
  const message = 'belongs to another state of the file or another --name'
  await expect(sendAll({ ...campaign, name: 'other' }, sendingTo(site))).rejects.toThrow(message)
  writeFileSync(campaign.path, 'email\nnew@example.com\n', { flag: 'a' })
  await expect(sendAll(await campaignOf(campaign.path), sendingTo(site))).rejects.toThrow(message)
  expect(site.mails.size).toBe(3)
  expect(statSync(`${campaign.path}.sent`).mode & 0o777).toBe(0o600)
})

test('locks the row log for one run, while a report can read it', async () => {
  const { site, campaign } = await sentCampaign(3)
  const log = await openLog(campaign, 'sent')
  await expect(sendAll(campaign, sendingTo(site))).rejects.toThrow('Another run of this campaign')
  const totals = await report(campaign, sendingTo(site), `${campaign.path}.report.csv`)
  expect(totals.sent).toBe(3)
  await log.close()
  await sendAll(campaign, sendingTo(site))
})

test('says how to start where the path of the file is too long for a lock', async () => {
  const directory = join(
    dirname(csvFile('')),
    ...Array(5).fill('a-folder-with-a-long-name-of-its-own'),
  )
  mkdirSync(directory, { recursive: true })
  const path = join(directory, 'customers.csv')
  writeFileSync(path, 'email\nada@example.com\n')
  const sending = sendAll(await campaignOf(path), sendingTo(fakeSite()))
  await expect(sending).rejects.toThrow('Run the command in the folder of the file.')
})

test('waits as long as the site asks for, and after a lost connection', async () => {
  const site = fakeSite()
  const busy = (status: number, seconds: number) => () =>
    new Response(null, { status, headers: { 'Retry-After': String(seconds) } })
  site.first.push(busy(429, 1), busy(503, 0), () => Promise.reject(new TypeError('fetch failed')))
  const campaign = await campaignOf(customersFile(10))
  const startMs = performance.now()
  await sendAll(campaign, sendingTo(site))
  expect(performance.now() - startMs).toBeGreaterThan(1000)
  expect([...site.mails.values()]).toEqual(Array(10).fill(1))
})

test.each([
  [401, 'API_KEY is not one of the keys'],
  [404, 'The site has no API'],
  [501, 'The site cannot send mails'],
])('stops when the site answers %i, and keeps what was sent before', async (status, message) => {
  const site = fakeSite()
  const campaign = await campaignOf(customersFile(5))
  site.first.push(null, null, () => new Response('{}', { status }))
  await expect(sendAll(campaign, sendingTo(site))).rejects.toThrow(message)
  expect(readLines(`${campaign.path}.sent`)).toHaveLength(3)
  await sendAll(campaign, sendingTo(site))
  expect([...site.mails.values()]).toEqual(Array(5).fill(1))
})

test('goes on after an address that the site refuses', async () => {
  const site = fakeSite()
  site.first.push(() => new Response('{}', { status: 422 }))
  const campaign = await campaignOf(customersFile(3))
  await sendAll(campaign, sendingTo(site))
  expect(site.mails.size).toBe(2)
  expect(readLines(`${campaign.path}.sent`)[1]).toMatch(/ -$/)
})

test('reminds, once, those who have not responded in time', async () => {
  const { site, campaign } = await sentCampaign(4)
  const [, responded = '', changed = '', failed = ''] = [...site.causes.values()]
  const time = '2026-03-02T12:00:00Z'
  site.states.set(responded, { state: 'opened', times: { opened: time, responded: time } })
  site.states.set(changed, { state: 'changed', times: { changed: time } })
  site.states.set(failed, { state: 'failed', times: {} })
  const first = await remindAll(campaign, sendingTo(site), 5 * DAY_MS)
  expect(first).toMatchObject({ reminded: 0, nextAt: expect.any(Date) })

  age(`${campaign.path}.sent`, 5)
  const second = await remindAll(campaign, sendingTo(site), 5 * DAY_MS)
  expect(second).toEqual({ reminded: 1, nextAt: null })
  expect(await remindAll(campaign, sendingTo(site), 5 * DAY_MS)).toMatchObject({ reminded: 0 })
  expect([...site.mails.values()]).toEqual([2, 1, 1, 1])
})

test('keeps the older report when a new one is stopped', async () => {
  const { site, campaign } = await sentCampaign(3)
  const target = `${campaign.path}.report.csv`
  await report(campaign, sendingTo(site), target)
  const older = readFileSync(target, 'utf8')
  for (const cause of site.causes.values()) site.states.set(cause, { state: 'failed', times: {} })
  const sending = sendingTo(site)
  const onProgress = () => sending.stop.abort()
  await report(campaign, { ...sending, onProgress }, target)
  expect(readFileSync(target, 'utf8')).toBe(older)
})

test('reports the state of each customer, the reminders, and who has not responded', async () => {
  const { site, campaign } = await sentCampaign(3)
  age(`${campaign.path}.sent`, 5)
  const [ignored = '', opened = ''] = [...site.causes.values()]
  await remindAll(campaign, sendingTo(site), 5 * DAY_MS)
  const reminder = [...site.causes.values()][3] ?? ''
  const times = { mailed: '2026-03-01T12:00:00Z', opened: '2026-03-02T12:00:00Z' }
  site.states.set(opened, { state: 'opened', times })
  const later = { mailed: '2026-03-06T12:00:00Z', responded: '2026-03-07T12:00:00Z' }
  const changed = { ...later, changed: '2026-03-07T12:05:00Z' }
  site.states.set(reminder, { state: 'changed', times: changed })
  site.states.set(ignored, { state: 'failed', times: { mailed: times.mailed } })

  const target = `${campaign.path}.report.csv`
  const totals = await report(campaign, sendingTo(site), target)
  expect(totals).toEqual({
    ...{ sent: 3, mailed: 3, delivered: 0, opened: 1, responded: 1, changed: 1 },
    ...{ failed: 0, reminded: 3, notResponded: 2 },
  })
  expect(readLines(target)).toEqual([
    'email,locale,state,mailed,delivered,opened,responded,changed,reminded',
    `customer-1@example.com,de,changed,${times.mailed},,,${later.responded},${changed.changed},yes`,
    `customer-2@example.com,de,opened,${times.mailed},,${times.opened},,,yes`,
    `customer-3@example.com,de,mailed,${times.mailed},,,,,yes`,
  ])
})
