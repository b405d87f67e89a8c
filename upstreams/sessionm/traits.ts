import fc from 'fast-check'
import { ALPHABETS, tokens } from '#upstreams/testing/arbitrary-tokens.ts'
import { json } from '#upstreams/testing/scripted-fetch-fixture.ts'
import type { UpstreamTraits } from '#upstreams/testing/traits.ts'

const subject = '5a55555f5322df550b555501'
const token = 'dG9rZW4tdG9rZW4tdG8='

/** Facts about SessionM that shared tests need. */
export const traits: UpstreamTraits = {
  known: 'deliver',
  unknown: 'no-account',
  requestCalls: ['search', 'token'],
  hasPasswordRules: true,
  hasShortTokens: false,
  tokenNamesCustomer: false,
  addressesIn: ({ url }) => url.searchParams.getAll('email'),
  spell: (text) => text,
  passwordField: 'password',
  answers: [
    [
      /^GET \/base\/priv\/v1\/apps\/sandboxsessionmkey\/users\/search$/,
      ({ url }) => {
        const user = { id: subject, email: url.searchParams.get('email') }
        return json(200, { status: 'ok', user })
      },
    ],
    [
      /^POST \/base\/priv\/v1\/apps\/sandboxsessionmkey\/users\/[A-Za-z0-9-]{8,64}\/perform$/,
      () => json(200, { status: 'ok', user: { verification_string: token } }),
    ],
  ],
  ticket: { subject, token },
  proofs: (like) => like(token),
  rawLink: {
    example: { customerId: subject, token },
    any: fc.record({
      parameters: fc.record(
        { action: fc.constant('resetPwd'), customerId: fc.uuid() },
        { requiredKeys: ['customerId'] },
      ),
      token: tokens(ALPHABETS.base64).map(
        (text) => text + '='.repeat((4 - (text.length % 4)) % 4).slice(0, 2),
      ),
    }),
    tokenOf: (text) => text,
  },
}
