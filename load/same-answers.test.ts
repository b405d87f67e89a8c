import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readLog } from '#lib/log-fixture.ts'
import { UPSTREAM_NAMES } from '#lib/upstream/upstream.ts'
import { freshAddress } from '#sandbox/remote.ts'
import { newClient, openForm } from './form.ts'
import { until } from './program.ts'
import { startWorld, type World } from './world.ts'

const ASKED = {
  betterez: ['reset-request'],
  sessionm: ['search', 'token'],
  'elastic-path': ['reset-request'],
}

describe.each(UPSTREAM_NAMES)('at %s', (upstream) => {
  let world: World

  beforeAll(async () => {
    world = await startWorld(upstream)
  })
  afterAll(() => world?.end())

  /** All that a browser without script gets for an address, and for the page that it is sent to. */
  async function answersTo(email: string, client = newClient()) {
    const { hidden } = await openForm(`${world.siteUrl}/forgot-password`, { origin: world.siteUrl })
    const body = new FormData()
    for (const [name, value] of [...hidden, ['email', email] as const]) body.append(name, value)
    const headers = { origin: world.siteUrl, 'x-forwarded-for': client }
    const post = { method: 'POST', headers, body, redirect: 'manual' } as const
    const answer = await fetch(`${world.siteUrl}/forgot-password`, post)
    const next = answer.headers.get('location')
    const page = next && (await fetch(new URL(next, world.siteUrl), { headers }))
    return Promise.all([answer, ...(page ? [page] : [])].map(whole))
  }

  test('nothing in an answer tells an account from none, or what is odd about it (FR-01)', async () => {
    const behaviours = ['normal', 'suspended', 'down', 'slow', 'flaky', 'expired'] as const
    const known = await Promise.all(behaviours.map((one) => world.sandbox.register(upstream, one)))
    const addresses = [...known.map(({ email }) => email), freshAddress(), 'x@y.example']
    const [first, ...others] = await Promise.all(addresses.map((email) => answersTo(email)))
    expect(first).toMatchObject([{ status: 303 }, { status: 200 }])
    expect(first?.[1]?.body).toContain('Check your email')
    for (const other of others) expect(other).toEqual(first)
    for (const email of addresses) expect(JSON.stringify(first)).not.toContain(email)
  })

  test('the same requests, too many of them, are told the same with an account or without (FR-03, FR-05)', async () => {
    const { email } = await world.sandbox.register(upstream)
    const [known, unknown] = await Promise.all(
      [email, freshAddress()].map(async (address) => {
        const client = newClient()
        const answers = []
        for (let times = 0; times < 12; times += 1) answers.push(await answersTo(address, client))
        return answers
      }),
    )
    expect(unknown?.map(withoutSeconds)).toEqual(known?.map(withoutSeconds))
    expect(known?.map(([answer]) => answer?.status)).toEqual([...Array(10).fill(303), 429, 429])
    for (const [refusal] of known?.slice(10) ?? []) {
      expect(Number(refusal?.headers['retry-after'])).toBeGreaterThan(500)
      expect(refusal?.body).toContain('Please wait 10 minutes')
    }
  })

  test('an upstream that is down is in the log, and on no page (FR-13)', async () => {
    const { email } = await world.sandbox.register(upstream, 'down')
    const since = readLog(world.server.written.stdout).length
    const [answer] = await answersTo(email)
    expect(answer?.status).toBe(303)
    await until('the outage is in the log', async () =>
      readLog(world.server.written.stdout)
        .slice(since)
        .some((line) => line.event === 'upstream_error' && line.outcome === 'unexpected'),
    )
  })

  test('a request changes nothing: the upstream is asked for a token, and for no more (FR-11)', async () => {
    const customer = await world.sandbox.register(upstream)
    await answersTo(customer.email)
    await world.sandbox.mailTo(customer.email)
    expect(await world.sandbox.callsAbout(upstream, customer)).toEqual(ASKED[upstream])
  })
})

type Whole = { status: number; headers: Record<string, string>; body: string }

/** An answer without what differs between any two: the time, and what is made anew for each. */
async function whole(answer: Response): Promise<Whole> {
  const {
    date: _,
    'content-security-policy': policy,
    ...headers
  } = Object.fromEntries(answer.headers)
  const nonce = policy?.match(/'nonce-([^']+)'/)?.[1]
  const body = await answer.text()
  return { status: answer.status, headers, body: nonce ? body.replaceAll(nonce, 'nonce') : body }
}

/** One second more or less has passed. */
const withoutSeconds = (answers: Whole[]) =>
  answers.map(({ headers: { 'retry-after': _, ...headers }, ...rest }) => ({ ...rest, headers }))
