import { afterEach, describe, expect, test } from 'vitest'
import { freshAddress } from '#sandbox/remote.ts'
import { type Form, formOf, isAccepted } from './form.ts'
import { until } from './program.ts'
import type { Sandbox } from './sandbox.ts'
import { startServer } from './site.ts'
import { STORES } from './store.ts'
import { startTestEnvironment, type TestEnvironment } from './test-environment.ts'

const REQUESTS = 250
const POSTERS = 10
const DEATHS = 6
const PATIENCE_MS = 150_000

/** A request for a link. `accepted` is null if the connection broke. */
type Asked = { readonly email: string; readonly hasAccount: boolean; accepted: boolean | null }

let environment: TestEnvironment
afterEach(() => environment?.end())

describe.each(STORES)('a site with a store of kind %s', (kind) => {
  test('keeps accepted requests when it is killed repeatedly, and mails once', async () => {
    environment = await startTestEnvironment('sessionm', { kind })
    const asked = await addresses(environment.sandbox)

    let posted = 0
    let deaths = 0
    const posters = Array.from({ length: POSTERS }, async (_, first) => {
      for (let nth = first; nth < REQUESTS; nth += POSTERS) {
        const one = asked[nth]
        if (one) one.accepted = await ask(environment.siteUrl, one.email)
        posted += 1
      }
    })
    const killer = async () => {
      for (; deaths < DEATHS; deaths += 1) {
        const due = ((deaths + 1) * REQUESTS) / (DEATHS + 1)
        await until('posters go on', async () => posted >= due)
        await environment.server.end('SIGKILL')
        environment.server = await startServer(environment.setting)
      }
    }
    await Promise.all([...posters, killer()])

    expect(deaths).toBe(DEATHS)
    const accepted = asked.filter((one) => one.accepted)
    expect(accepted.length).toBeGreaterThan(REQUESTS / 2)
    await expectMails(environment, asked)
  })
})

/** Makes addresses, of which three in four have an account with an unreliable upstream and mailbox. */
const addresses = (sandbox: Sandbox): Promise<Asked[]> =>
  Promise.all(
    Array.from({ length: REQUESTS }, async (_, nth) => {
      const hasAccount = nth % 4 !== 0
      const email = freshAddress('unreliable')
      if (hasAccount) await sandbox.register('sessionm', 'unreliable', { email })
      return { email, hasAccount, accepted: null }
    }),
  )

/** Posts the form once, as soon as its page is available. */
async function ask(siteUrl: string, email: string): Promise<boolean | null> {
  let form: Form | undefined
  await until('the form can be opened', async () => {
    form = await formOf({ siteUrl }).catch(() => undefined)
    return form !== undefined
  })
  return form?.post({ email }).then(isAccepted, () => null) ?? null
}

/** Waits until each accepted account has its mail, then checks that nobody has more. */
async function expectMails({ server, sandbox }: TestEnvironment, asked: Asked[]): Promise<void> {
  const counted = async () => {
    const mails = (await sandbox.mailsTo()).map(({ to }) => to)
    const count = new Map<string, number>()
    for (const to of mails) count.set(to, (count.get(to) ?? 0) + 1)
    return (one: Asked) => count.get(one.email) ?? 0
  }
  const promised = asked.filter(({ hasAccount, accepted }) => hasAccount && accepted)
  await until(
    'every account has its mail',
    async () => promised.every(await counted()),
    PATIENCE_MS,
  ).catch(() => {})
  expect(server.hasEnded()).toBe(false)

  const mails = await counted()
  const wrong = asked.filter((one) => {
    const most = one.hasAccount ? 1 : 0
    const least = promised.includes(one) ? 1 : 0
    return mails(one) < least || mails(one) > most
  })
  expect(wrong.map((one) => ({ ...one, mails: mails(one) }))).toEqual([])
}
