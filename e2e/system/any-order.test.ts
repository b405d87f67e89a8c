import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { derivedHex } from '#sandbox/identifiers.ts'
import { type Customer, GOOD_PASSWORD } from '#sandbox/remote.ts'
import { FLOW_COOKIE } from '#server/http/cookies.ts'
import { requestToken } from '#upstreams/sessionm/sandbox/request-token.ts'
import { arrive } from './arrive.ts'
import { type Form, openForm, typed } from './form.ts'
import { PATHS } from './malformed/targets.ts'
import { destinationOf, spellForm, WAYS } from './raw-form.ts'
import { exchange, headersOf, type RawAnswer, sendTo } from './raw-request.ts'
import { startTestEnvironment } from './test-environment.ts'

/** A customer with one unopened link. */
type Victim = { customer: Customer; token: string; query: string }

/** All cookies that a browser got, newest last. */
type Jar = string[]

type Site = {
  readonly victims: readonly Victim[]
  readonly jars: readonly Jar[]
  readonly forms: Form[]
  /** Customers by the cookie that came from their link. A cookie without a link is not in it. */
  readonly opened: Map<string, Victim>
}

/** Path of the form for a pasted link. */
const WITH_LINK = '/change-password/with-link'

const environment = await startTestEnvironment('sessionm')
afterAll(() => environment.end())
const page = (path: string) => openForm(environment.siteUrl + path, { origin: environment.siteUrl })
/** One form of each page that has one. The last is for an attacker's own link. */
const ownForms: readonly Form[] = [
  ...(await Promise.all(['/forgot-password', '/change-password/expired', WITH_LINK].map(page))),
  (await arrive(environment)).form,
]
let changes = 0

async function newSite(): Promise<Site> {
  const victims = await Promise.all(
    [1, 2].map(async () => {
      const customer = await environment.sandbox.register('sessionm')
      const token = (await requestToken(environment.sandbox.url, customer)) ?? ''
      const query = String(new URLSearchParams({ customerId: customer.id, token }))
      return { customer, token, query }
    }),
  )
  return { victims, jars: [[], []], forms: [...ownForms], opened: new Map() }
}

/**
 * Sends a request with a cookie of a jar. It may cause one change at the vendor, and only with the token
 * of one link: the one in the request, or else the one that the cookie came from.
 */
async function act(
  { site, jar, cookie }: Actor,
  send: () => Promise<RawAnswer>,
  link = site.opened.get(cookie),
  from = site.opened.get(cookie),
): Promise<void> {
  const answer = await send()
  const all = await environment.sandbox.changes('sessionm')
  const made = all.slice(changes).map(({ customer, tokenHash }) => ({ customer, tokenHash }))
  changes = all.length
  const allowed = from && { customer: from.customer.id, tokenHash: derivedHex(from.token, 64) }
  if (made.length > 0) expect(made).toEqual([allowed])

  const given = headersOf(answer.head).getSetCookie()[0]?.split(';')[0]
  if (!given) return
  jar.push(given)
  const isOver = /\/(done|expired)$/.test(destinationOf(answer) ?? '')
  if (link && !isOver) site.opened.set(given, link)
}

const cookieHead = (cookie: string) => (cookie ? [['Cookie', cookie] as const] : [])

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const
const whose = fc.nat(1)
const mostly0 = (max: number, min = 1) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min, max }))
const path = fc.constantFrom(...PATHS)
const password = fc.constantFrom(GOOD_PASSWORD, 'eight quiet rivers 8', 'short')
/** Index of the cookie to send; 0 is the newest. */
const age = mostly0(2, -2)
const cookieOf = (jar: Jar, at: number): string =>
  at === -2 ? `${FLOW_COOKIE}=e30.e30` : (at >= 0 && jar.at(-1 - at)) || ''

/** Fields that name a customer or a token. No form has them. */
const claims = ({ customer, token, query }: Victim): Record<string, string> => ({
  ...{ email: customer.email, customerId: customer.id, subject: customer.id, token },
  ...{ ticket: JSON.stringify({ subject: customer.id, token, email: null }) },
  link: `${environment.siteUrl}/actions?${query}`,
})

/** A customer, a browser, and the cookie that it sends. */
const someone = { jar: whose, victim: whose, at: age }

type Actor = { site: Site; jar: Jar; victim: Victim; cookie: string }

const command = <T extends { jar: number; victim: number; at: number }>(
  name: string,
  step: T,
  run: (actor: Actor, step: T) => Promise<void>,
) => ({
  check: () => true,
  async run(_: object, site: Site): Promise<void> {
    const [jar, victim] = [site.jars[step.jar], site.victims[step.victim]]
    if (jar && victim) await run({ site, jar, victim, cookie: cookieOf(jar, step.at) }, step)
  },
  toString: () => `${name} ${JSON.stringify(step)}`,
})

const opensLink = fc
  .record({
    ...someone,
    method: fc.constantFrom('GET', 'HEAD'),
    path: fc.constantFrom('/actions?', '/actions/?action=resetPwd&', '/change_password?'),
  })
  .map((step) =>
    command('opens a link', step, async (actor, { method, path }) => {
      const { victim, cookie } = actor
      const send = () =>
        sendTo(environment.siteUrl, method, path + victim.query, cookieHead(cookie))
      await act(actor, send, victim)
      await look(actor.site, actor.jar.at(-1) ?? '')
    }),
  )

const looks = fc
  .record(someone)
  .map((step) => command('looks at the form', step, ({ site, cookie }) => look(site, cookie)))

/** Keeps the form of the page, if it has one. */
async function look({ forms }: Site, cookie: string): Promise<void> {
  const page = `${environment.siteUrl}/change-password`
  const form = await openForm(page, { origin: environment.siteUrl, cookie }).catch(() => null)
  if (form) forms.push(form)
}

const asks = fc
  .record({
    ...{ ...someone, method: fc.constantFrom(...METHODS), path, password },
    query: fc.constantFrom(null, '', '&action=resetPwd', '&action=verify'),
  })
  .map((step) =>
    command('asks', step, async (actor, { method, path, ...own }) => {
      const { site, victim, cookie } = actor
      const query = own.query === null ? '' : `?${victim.query}${own.query}`
      const body = String(new URLSearchParams({ ...claims(victim), ...typed(own.password) }))
      const sent = method === 'GET' || method === 'HEAD' ? '' : body
      const head = [
        ['Origin', environment.siteUrl],
        ['Content-Type', 'application/x-www-form-urlencoded'],
        ['Content-Length', String(sent.length)],
        ...cookieHead(cookie),
      ] as const
      const isOpening = sent === '' && /^\/(a|change_).*\?(?!.*=verify$)/.test(path + query)
      const link = isOpening ? victim : site.opened.get(cookie)
      const send = () => sendTo(environment.siteUrl, method, path + query, head, sent)
      await act(actor, send, link)
    }),
  )

const posts = fc
  .record({
    ...{ ...someone, way: fc.constantFrom(...WAYS), form: mostly0(9), password },
    ...{ hasClaims: fc.boolean(), hasAccount: fc.boolean(), path: fc.option(path, { freq: 1 }) },
  })
  .map((step) =>
    command('posts a form', step, async (actor, { way, ...own }) => {
      const { site, victim, cookie } = actor
      const form = site.forms.at(-1 - (own.form % site.forms.length))
      if (!form) return
      const hidden = form.hidden.filter(([name]) => own.hasAccount || name !== 'account')
      const { pathname } = new URL(form.page)
      const usual = pathname === '/forgot-password' ? { email: victim.customer.email } : {}
      const fields = { ...(own.hasClaims ? claims(victim) : usual), ...typed(own.password) }
      const target = own.path ?? pathname
      const isBrought = own.hasClaims && pathname === WITH_LINK && target === WITH_LINK
      const head = [['Origin', environment.siteUrl]] as const
      const bytes = spellForm({ ...form, cookie, hidden }, way, { target, fields, head })
      const link = isBrought ? victim : site.opened.get(cookie)
      await act(actor, () => exchange(environment.siteUrl, { bytes }), link, link)
    }),
  )

test('no order of requests sets a password without its link, or of another customer (TK-15, TK-07)', async () => {
  const all = [opensLink, looks, posts, posts, asks]
  const steps = fc.commands(all, { maxCommands: 16, size: 'max' })
  const setUp = async () => ({ model: {}, real: await newSite() })
  await fc.assert(
    fc.asyncProperty(steps, (commands) => fc.asyncModelRun(setUp, commands)),
    { numRuns: 30 },
  )
  expect(changes).toBeGreaterThan(0)
})
