import { derivedHex } from '#sandbox/identifiers.ts'
import { linkIn } from '#sandbox/remote.ts'
import type { SandboxVendor } from '#sandbox/vendor.ts'
import { credentials } from '#upstreams/betterez/sandbox/credentials.ts'
import { betterez as emulator } from '#upstreams/betterez/sandbox/emulator.ts'
import { shop } from '#upstreams/betterez/sandbox/shop.ts'
import { traits } from '#upstreams/betterez/traits.ts'

/** Betterez in the sandbox. */
export const betterez: SandboxVendor = {
  emulator,
  customerId: (seed) => derivedHex(seed, 24),
  shop,
  environment: (apiUrl) => ({
    BETTEREZ_API_URL: apiUrl,
    BETTEREZ_API_KEY: credentials.apiKey,
    BETTEREZ_ACCOUNT_ID: credentials.accountId,
    BETTEREZ_APP_NAME: credentials.appName,
  }),
  secretKinds: ['login', 'reset token', 'short login'],
  rawLinks: async ({ mailsTo }, { email }) =>
    (await mailsTo(email))
      .filter(({ idempotencyKey }) => idempotencyKey === null)
      .map((mail) => new URL(linkIn(mail)))
      .map(({ pathname, search }) => pathname + search),
  webhook: null,
  traits,
}
