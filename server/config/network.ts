import * as z from 'zod'
import type { TrustedProxies } from '#lib/client-address.ts'
import { count, networks, proxyUrl, secret } from '#lib/config-fields.ts'
import type { EgressProxy } from '#upstreams/connection-pool.ts'

/** Proxies between the site and the internet, in both directions. */
type Network = { readonly egressProxy: EgressProxy; readonly trustedProxies: TrustedProxies }

/** Variables of the proxies. */
export const networkFields = {
  TRUSTED_PROXY_HOPS: count(0, 0),
  TRUSTED_PROXIES: networks.optional(),
  HTTP_PROXY: secret(proxyUrl.optional()),
  HTTPS_PROXY: secret(proxyUrl.optional()),
  http_proxy: proxyUrl.optional(),
  https_proxy: proxyUrl.optional(),
  NODE_TLS_REJECT_UNAUTHORIZED: z
    .string()
    .refine((value) => value !== '0', 'must not be 0: certificates have to be checked')
    .optional(),
}

const schema = z.object(networkFields)

/** Builds the settings of the proxies from their variables. Names in lower case win. */
export const readNetwork = (env: z.infer<typeof schema>): Network => ({
  egressProxy: {
    httpProxy: env.http_proxy ?? env.HTTP_PROXY ?? '',
    httpsProxy: env.https_proxy ?? env.HTTPS_PROXY ?? '',
  },
  trustedProxies: env.TRUSTED_PROXIES
    ? { kind: 'networks', networks: env.TRUSTED_PROXIES }
    : { kind: 'hops', hops: env.TRUSTED_PROXY_HOPS },
})
