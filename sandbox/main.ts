import { type ServerType, serve } from '@hono/node-server'
import { z } from 'zod'
import { createSandbox } from '#sandbox/app.ts'
import { siteUrlVariable } from '#sandbox/site-urls.ts'
import { UPSTREAM_NAMES } from '#upstreams/registry.ts'

const origin = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''))

const env = z
  .object({
    SANDBOX_PORT: z.coerce.number().int().min(1).max(65_535).default(4000),
    SANDBOX_HOST: z.string().min(1).optional(),
    SANDBOX_URL: origin.optional(),
    SITE_URL: origin.default('http://localhost:3000'),
    MAIL_EVENTS: z.enum(['on', 'off']).default('off'),
  })
  .parse(process.env)

const port = env.SANDBOX_PORT
const siteUrls = z
  .object(
    Object.fromEntries(
      UPSTREAM_NAMES.map((name) => [siteUrlVariable(name), origin.default(env.SITE_URL)]),
    ),
  )
  .parse(process.env)
const url = env.SANDBOX_URL ?? `http://localhost:${port}`
const { fetch } = createSandbox({
  url,
  mailEvents: env.MAIL_EVENTS === 'on',
  siteOf: (upstream) => siteUrls[siteUrlVariable(upstream)] ?? env.SITE_URL,
})

const listen = (hostname: string): Promise<ServerType> =>
  new Promise((resolve, reject) => {
    const server = serve({ fetch, port, hostname }, () => resolve(server))
    server.once('error', reject)
  })

process.once('SIGTERM', () => process.exit(0))
process.once('SIGINT', () => process.exit(0))

await listen(env.SANDBOX_HOST ?? '127.0.0.1')
// `localhost` may be either loopback address. Some machines have no IPv6.
if (env.SANDBOX_HOST === undefined) {
  await listen('::1').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRNOTAVAIL' && error.code !== 'EAFNOSUPPORT') throw error
  })
}
console.log(`Sandbox at ${url}`)
