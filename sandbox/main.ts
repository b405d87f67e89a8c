import { type ServerType, serve } from '@hono/node-server'
import { z } from 'zod'
import { createSandbox } from '#sandbox/app.ts'

const origin = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''))

const env = z
  .object({
    SANDBOX_PORT: z.coerce.number().int().min(1).max(65_535).default(4000),
    SANDBOX_HOST: z.string().min(1).optional(),
    SANDBOX_URL: origin.optional(),
    SITE_URL: origin.default('http://localhost:3000'),
    BETTEREZ_SITE_URL: origin.optional(),
    SESSIONM_SITE_URL: origin.optional(),
    ELASTIC_PATH_SITE_URL: origin.optional(),
  })
  .parse(process.env)

const port = env.SANDBOX_PORT
const url = env.SANDBOX_URL ?? `http://localhost:${port}`
const { fetch } = createSandbox({
  url,
  sites: {
    betterez: env.BETTEREZ_SITE_URL ?? env.SITE_URL,
    sessionm: env.SESSIONM_SITE_URL ?? env.SITE_URL,
    'elastic-path': env.ELASTIC_PATH_SITE_URL ?? env.SITE_URL,
  },
})

const listen = (hostname: string): Promise<ServerType> =>
  new Promise((resolve, reject) => {
    const server = serve({ fetch, port, hostname }, () => resolve(server))
    server.once('error', reject)
  })

process.once('SIGTERM', () => process.exit(0))
process.once('SIGINT', () => process.exit(0))

await listen(env.SANDBOX_HOST ?? '127.0.0.1')
// `localhost` is either loopback address; a machine may lack the second.
if (env.SANDBOX_HOST === undefined) {
  await listen('::1').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRNOTAVAIL' && error.code !== 'EAFNOSUPPORT') throw error
  })
}
console.log(`Sandbox at ${url}`)
