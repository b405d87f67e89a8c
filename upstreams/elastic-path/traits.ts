import fc from 'fast-check'
import { lowerCase } from '#lib/email-address.ts'
import { ALPHABETS, tokens } from '#upstreams/testing/arbitrary-tokens.ts'
import { json } from '#upstreams/testing/scripted-fetch-fixture.ts'
import type { UpstreamTraits } from '#upstreams/testing/traits.ts'
import {
  bearer,
  logins,
  member,
  memberId,
  memberToken,
  saved,
  settings,
  ticket,
} from './script-fixture.ts'

const example = { username: 'john.doe@banks.com', token: 'lprvj4' }

/** Facts about Elastic Path that shared tests need. */
export const traits: UpstreamTraits = {
  known: 'pending',
  unknown: 'pending',
  requestCalls: ['reset-request'],
  hasPasswordRules: true,
  hasShortTokens: true,
  tokenNamesCustomer: true,
  addressesIn: ({ body }) => {
    const username = (body as { data?: { username?: string } } | undefined)?.data?.username
    return username === undefined ? [] : [username]
  },
  // Elastic Path knows usernames with A to Z in lower case; other letters stay.
  spell: lowerCase,
  passwordField: 'password',
  answers: [
    [/^POST \/base\/oauth\/access_token$/, () => bearer()],
    [/^GET \/base\/v2\/settings\/account-authentication$/, () => settings],
    [
      /^POST \/base\/v2\/authentication-realms\/[0-9a-f-]{36}\/password-profiles\/[0-9a-f-]{36}\/one-time-password-token-request$/,
      () => json(202, null),
    ],
    [/^POST \/base\/v2\/account-members\/tokens$/, () => member],
    [
      /^GET \/base\/v2\/authentication-realms\/[0-9a-f-]{36}\/user-authentication-info\/[A-Za-z0-9-]{1,64}\/user-authentication-password-profile-info$/,
      () => logins,
    ],
    [
      /^PUT \/base\/v2\/authentication-realms\/[0-9a-f-]{36}\/user-authentication-info\/[A-Za-z0-9-]{1,64}\/user-authentication-password-profile-info\/[0-9a-f-]{36}$/,
      () => saved,
    ],
  ],
  ticket,
  proofs: (like) =>
    fc
      .oneof(
        fc.record({ username: like(example.username), code: like(example.token) }),
        fc.record({ memberToken: like(memberToken), memberId: like(memberId) }),
      )
      .map((proof) => JSON.stringify(proof)),
  rawLink: {
    example,
    // If username and code both begin with 3D, it is ambiguous whether the link is quoted.
    any: fc.record({
      parameters: fc.record({
        username: fc.emailAddress().filter((text) => !text.includes('%') && !text.startsWith('3D')),
      }),
      token: tokens(ALPHABETS.alphanumeric, { least: 8, most: 24 }),
    }),
    tokenOf: (text) => (JSON.parse(text) as { code: string }).code,
  },
}
