import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshAddress } from '#sandbox/remote.ts'
import { vendors } from '#sandbox/vendors.ts'
import { UPSTREAM_NAMES } from '#upstreams/registry.ts'
import { formOf, newClient } from './form.ts'
import { leadsTo, postForm, WAYS } from './raw-form.ts'
import { startTestEnvironment, type TestEnvironment } from './test-environment.ts'

describe.each(UPSTREAM_NAMES)('at %s', (upstream) => {
  let environment: TestEnvironment

  beforeAll(async () => {
    environment = await startTestEnvironment(upstream)
  })
  afterAll(() => environment?.end())

  const ask = async (way: Way, email: string, client?: string) =>
    postForm(await formOf(environment), way, { email }, client)

  /** Gets all answers for an address: to the form, and of the next page. */
  async function answersTo(way: Way, email: string, client?: string) {
    const answer = await ask(way, email, client)
    const next = leadsTo(answer)
    const page = next && (await fetch(new URL(next, environment.siteUrl)))
    return Promise.all([answer, ...(page ? [page] : [])].map((one) => whole(one, email)))
  }

  test.each(WAYS)(
    'nothing in an answer tells an account from none, or what is odd about it, %s (FR-01, FR-13)',
    async (way) => {
      const behaviours = ['normal', 'suspended', 'down', 'slow', 'flaky', 'expired'] as const
      const known = await Promise.all(
        behaviours.map((one) => environment.sandbox.register(upstream, one)),
      )
      const addresses = [
        ...known.map(({ email }) => email),
        freshAddress(),
        'somebody@elsewhere.example',
      ]
      const [first, ...others] = await Promise.all(addresses.map((email) => answersTo(way, email)))
      expect(first).toMatchObject([{ status: accepted(way) }, { status: 200 }])
      expect(first?.[1]?.body).toContain('Check your email')
      for (const other of others) expect(other).toEqual(first)
    },
  )

  test.each(WAYS)('the answer is there before the upstream gives one, %s (FR-02)', async (way) => {
    const customer = await environment.sandbox.register(upstream, 'slow')
    const answer = await ask(way, customer.email)
    expect(await environment.sandbox.answeredAbout(upstream, customer)).toEqual([])
    expect(answer.status).toBe(accepted(way))
    await environment.sandbox.mailTo(customer.email, 1, 60_000)
    expect(await environment.sandbox.answeredAbout(upstream, customer)).toEqual(
      vendors[upstream].traits.requestCalls,
    )
  })

  test.each(WAYS)(
    'the same requests, too many of them, are told the same with an account or without, %s (FR-03, FR-05)',
    async (way) => {
      const { email } = await environment.sandbox.register(upstream)
      const [known, unknown] = await Promise.all(
        [email, freshAddress()].map(async (address) => {
          const client = newClient()
          const answers = []
          for (let times = 0; times < 12; times += 1)
            answers.push(await answersTo(way, address, client))
          return answers
        }),
      )
      expect(unknown?.map(withoutSeconds)).toEqual(known?.map(withoutSeconds))
      expect(known?.map(([answer]) => answer?.status)).toEqual([
        ...Array(10).fill(accepted(way)),
        ...[429, 429],
      ])
      for (const [refusal] of known?.slice(10) ?? []) {
        expect(refusal?.body).toMatch(/Try again in 10 minutes|^form-limited 600 10 minutes$/)
        expect(Number(refusal?.headers['retry-after'])).toBeGreaterThan(500)
      }
    },
  )

  test('a request changes nothing: it only causes the calls for a token (FR-11)', async () => {
    const customer = await environment.sandbox.register(upstream)
    await ask('without script', customer.email)
    await environment.sandbox.mailTo(customer.email)
    expect(await environment.sandbox.callsAbout(upstream, customer)).toEqual(
      vendors[upstream].traits.requestCalls,
    )
  })
})

type Way = (typeof WAYS)[number]

/** Status of a redirect: React has its own. */
const accepted = (way: Way) => (way === 'with script' ? 200 : 303)

type Whole = { status: number; headers: Record<string, string>; body: string }

/** Returns an answer without the time, the typed address, and random values. */
async function whole(answer: Response, email: string): Promise<Whole> {
  const {
    date: _,
    'content-length': _length,
    'set-cookie': cookie,
    'content-security-policy': policy,
    ...headers
  } = Object.fromEntries(answer.headers)
  const nonce = policy?.match(/'nonce-([^']+)'/)?.[1]
  const [local = '', domain = ''] = email.split('@')
  const body = (await answer.text())
    .replaceAll(local, 'local')
    .replaceAll(domain, 'domain')
    .replace(REQUEST_ID, '"random$1"')
  return {
    status: answer.status,
    headers: { ...headers, ...(cookie && { 'set-cookie': withoutValue(cookie) }) },
    body: nonce ? body.replaceAll(nonce, 'nonce') : body,
  }
}

/** Matches Next's id of a request in the data of a page. */
const REQUEST_ID = /"[\w-]{21}([vm])"/g

/** Removes the value of the sealed cookie, which differs each time. */
const withoutValue = (cookie: string) =>
  cookie.replace(/^__Host-reset=[\w.-]+/, '__Host-reset=sealed').replace(/ Expires=[^;]+;/, '')

/** Removes `Retry-After`, which may differ by a second. */
const withoutSeconds = (answers: Whole[]) =>
  answers.map(({ headers: { 'retry-after': _, ...headers }, ...rest }) => ({ ...rest, headers }))
