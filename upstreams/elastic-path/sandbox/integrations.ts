import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { journal, type VendorEnv } from '#sandbox/calls.ts'
import { derivedUuid } from '#sandbox/identifiers.ts'
import { readJson } from '#sandbox/reading.ts'
import type { World } from '#sandbox/world.ts'
import { forbidden, malformed, missing } from '#upstreams/elastic-path/sandbox/errors.ts'
import { integrationBody, integrationUpdate } from '#upstreams/elastic-path/sandbox/requests.ts'
import type { Integration, Store } from '#upstreams/elastic-path/sandbox/store.ts'

const PATH = '/v2/integrations'

const shown = (integration: Integration) => ({
  type: 'integration',
  integration_type: 'webhook',
  ...integration,
})

/**
 * Emulates the integrations of the store, and the logs of their deliveries.
 * @see https://elasticpath.dev/docs/api/integrations
 */
export const integrations = (
  { calls }: World,
  bearer: MiddlewareHandler,
  store: Store,
): Hono<VendorEnv> => {
  const app = new Hono<VendorEnv>()
  const named = (c: Context) => store.integrations.get(c.req.param('id') ?? '')

  app.get(PATH, journal(calls, 'elastic-path', 'integrations'), bearer, (c) =>
    c.json({ data: [...store.integrations.values()].map(shown), links: { self: PATH } }),
  )

  app.post(PATH, journal(calls, 'elastic-path', 'integration-create'), bearer, async (c) => {
    const body = await readJson(c, integrationBody)
    if (!body.ok) return malformed(c, body.problem)
    if (!store.mayWrite) return forbidden(c)
    const { type: _, integration_type: __, ...rest } = body.value.data
    const id = derivedUuid(`integration ${store.integrations.size}`, 4)
    const integration = { id, ...rest }
    store.integrations.set(id, integration)
    return c.json({ data: shown(integration) }, 201)
  })

  app.put(
    `${PATH}/:id`,
    journal(calls, 'elastic-path', 'integration-change'),
    bearer,
    async (c) => {
      const body = await readJson(c, integrationUpdate)
      if (!body.ok) return malformed(c, body.problem)
      if (!store.mayWrite) return forbidden(c)
      const integration = named(c)
      if (!integration) return missing(c)
      const { type: _, ...changes } = body.value.data
      Object.assign(integration, changes)
      return c.json({ data: shown(integration) })
    },
  )

  app.get(`${PATH}/:id/logs`, journal(calls, 'elastic-path', 'integration-logs'), bearer, (c) => {
    const integration = named(c)
    if (!integration) return missing(c)
    const own = store.logs.filter((log) => log.integration === integration.id).reverse()
    const data = own.map(({ status }, nth) => ({
      id: derivedUuid(`log ${nth}`, 4),
      type: 'integration-log',
      succeeded: status !== null && status >= 200 && status < 300,
      attempt: 1,
      ...(status !== null && { status_code: status }),
    }))
    return c.json({ data, results: { total: data.length } })
  })

  return app
}
