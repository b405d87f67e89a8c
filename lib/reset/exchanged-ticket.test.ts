import { describe, expect, test } from 'vitest'
import { type ResetTicket, type Upstream, UpstreamError } from '#lib/reset/upstream.ts'
import { context, type FakeServices, fakeServices, opened, ticket } from './fake-services.ts'
import { mailResetLink } from './mail-reset-link.ts'
import { type OpenedLink, openLink } from './open-link.ts'
import { resetPassword } from './reset-password.ts'

const WEAK = 'a weak long password'
const GOOD = 'a good long password'
const OTHER = 'another good password'

const member: ResetTicket = { ...ticket, token: 'what the code was exchanged for' }

/** Creates an upstream that exchanges a code, once, before it checks the password. */
const exchanging = (flaw: 'password-refused' | 'unconfirmed' | 'interrupted') => {
  const tokens: string[] = []
  let isSpent = false
  const upstream: Partial<Upstream> = {
    name: 'elastic-path',
    async resetPassword({ token }, password) {
      tokens.push(token)
      await new Promise(setImmediate)
      if (token === ticket.token && isSpent) return { kind: 'link-invalid' }
      isSpent = true
      if (password !== WEAK) return { kind: 'changed', email: ticket.email }
      const fault = new UpstreamError('unreachable', 'password change: no answer')
      return flaw === 'interrupted'
        ? { kind: flaw, retry: member, fault }
        : { kind: flaw, retry: member }
    },
  }
  return { upstream, tokens }
}

const request = { locale: 'en', cause: 'c' }

const mailedLink = async (services: FakeServices) => {
  const issuedAt = services.now()
  await mailResetLink(services, {
    ...request,
    id: 'c',
    to: 'ada@example.com',
    ticket,
    issuedAt,
  })
  return services.links()[0]?.search ?? expect.fail('no link was mailed')
}

const isOpen = (link: OpenedLink) => (link.kind === 'open' ? link : expect.fail(link.kind))

describe.each(['password-refused', 'unconfirmed', 'interrupted'] as const)(
  'a link whose code was exchanged for a change that is %s',
  (flaw) => {
    const tried = async () => {
      const { upstream, tokens } = exchanging(flaw)
      const services = fakeServices(upstream)
      const search = await mailedLink(services)
      const cookie = isOpen(await openLink(services, context, search))
      expect(cookie).toEqual({ kind: 'open', ...request, ...opened(services) })
      const result = await resetPassword(services, context, cookie, WEAK)
      expect(result).toMatchObject({ retry: member })
      return { services: services, tokens, search, cookie }
    }

    test('opens again with the exchanged token, as the same link', async () => {
      const { services, tokens, search, cookie } = await tried()
      const again = isOpen(await openLink(services, context, search))
      expect(again).toEqual({ kind: 'open', ...request, ticket: member, link: cookie.link })
      expect(await resetPassword(services, context, again, GOOD)).toEqual({ kind: 'changed' })
      expect(tokens).toEqual([ticket.token, member.token])
    })

    test('uses the exchanged token when the cookie has only the code', async () => {
      const { services, tokens, cookie } = await tried()
      expect(await resetPassword(services, context, cookie, GOOD)).toEqual({ kind: 'changed' })
      expect(tokens).toEqual([ticket.token, member.token])
    })

    test('counts as used after a successful change, with each of its tickets', async () => {
      const { services, tokens, search, cookie } = await tried()
      await resetPassword(services, context, { ...cookie, ticket: member }, GOOD)
      const invalidLink = { kind: 'invalid-link', ...request, reason: 'used', email: ticket.email }
      expect(await openLink(services, context, search)).toEqual(invalidLink)
      for (const own of [ticket, member]) {
        const open = { ...cookie, ticket: own }
        expect(await resetPassword(services, context, open, OTHER)).toEqual({ kind: 'link-used' })
        expect(await resetPassword(services, context, open, GOOD)).toEqual({ kind: 'changed' })
      }
      expect(tokens).toHaveLength(2)
      expect(services.jobs.filter(({ id }) => id.startsWith('changed-'))).toHaveLength(1)
    })
  },
)
