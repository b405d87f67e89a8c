import { derivedUuid } from '#sandbox/identifiers.ts'
import type { SandboxVendor } from '#sandbox/vendor.ts'
import { credentials } from '#upstreams/sessionm/sandbox/credentials.ts'
import { sessionm as emulator } from '#upstreams/sessionm/sandbox/emulator.ts'
import { requestToken } from '#upstreams/sessionm/sandbox/request-token.ts'
import { shop } from '#upstreams/sessionm/sandbox/shop.ts'
import { traits } from '#upstreams/sessionm/traits.ts'

/** SessionM in the sandbox. */
export const sessionm: SandboxVendor = {
  emulator,
  customerId: (seed) => derivedUuid(seed, 1),
  shop,
  environment: (apiUrl) => ({
    SESSIONM_API_URL: apiUrl,
    SESSIONM_API_KEY: credentials.apiKey,
    SESSIONM_API_SECRET: credentials.apiSecret,
  }),
  secretKinds: ['verification string'],
  rawLinks: async ({ url }, customer) => {
    const token = await requestToken(url, customer)
    return token ? [`/actions?action=resetPwd&customerId=${customer.id}&token=${token}`] : []
  },
  webhook: null,
  traits,
}
