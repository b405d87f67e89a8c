import fc from 'fast-check'
import { ALPHABETS, tokens } from '#upstreams/testing/arbitrary-tokens.ts'
import { json } from '#upstreams/testing/scripted-fetch-fixture.ts'
import type { UpstreamTraits } from '#upstreams/testing/traits.ts'
import { credentials } from './sandbox/credentials.ts'

const subject = '5a55555f5322df550b555501'
const token = '5a55555f5322df550b555555'

/** Facts about Betterez that shared tests need. */
export const traits: UpstreamTraits = {
  known: 'sent',
  unknown: 'no-account',
  requestCalls: ['reset-request'],
  hasPasswordRules: true,
  hasShortTokens: false,
  tokenNamesCustomer: false,
  addressesIn: ({ url }) => url.searchParams.getAll('email'),
  spell: (text) => text,
  passwordField: 'password',
  answers: [
    [/^POST \/base\/notifications\/customers\/reset$/, () => json(200, {})],
    [/^PATCH \/base\/accounts\/customers\/[0-9a-f]{24}$/i, () => json(200, { customer: {} })],
  ],
  ticket: { subject, token },
  proofs: (like) => like(token),
  rawLink: {
    example: { customerId: subject, token },
    any: fc.record({
      parameters: fc.record({
        accountId: fc.constant(credentials.accountId),
        customerId: fc.string({
          unit: fc.constantFrom(...ALPHABETS.lowerHex),
          minLength: 24,
          maxLength: 24,
        }),
        action: fc.constant('resetPwd'),
      }),
      token: fc.oneof(
        tokens(ALPHABETS.base64url),
        tokens(ALPHABETS.upperHex),
        tokens(ALPHABETS.lowerHex),
        tokens(ALPHABETS.digits),
        fc.uuid(),
      ),
    }),
    tokenOf: (text) => text,
  },
}
