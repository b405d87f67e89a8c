import { Hono } from 'hono'
import { controls } from '#sandbox/controls.ts'
import { events } from '#sandbox/events.ts'
import { inboxPages } from '#sandbox/pages/inbox.ts'
import { indexPage } from '#sandbox/pages/index-page.ts'
import { storefronts } from '#sandbox/pages/storefront.ts'
import { pwned } from '#sandbox/pwned.ts'
import { resend } from '#sandbox/resend.ts'
import { vendors } from '#sandbox/vendors.ts'
import { createWorld, type SandboxOptions } from '#sandbox/world.ts'
import { UPSTREAM_NAMES } from '#upstreams/registry.ts'

/** Creates the sandbox, with its own customers and mails. */
export const createSandbox = (options: SandboxOptions): Hono => {
  const world = createWorld(options, (upstream, seed) => vendors[upstream].customerId(seed))
  const app = new Hono()
  app.use(async (c, next) => {
    await next()
    c.header('cache-control', 'no-store')
  })
  app.get('/', (c) => c.html(indexPage(world)))
  for (const name of UPSTREAM_NAMES) app.route(`/${name}`, vendors[name].emulator(world))
  app.route('/resend', resend(world))
  app.route('/pwned', pwned())
  app.route('/', events())
  app.route('/shop', storefronts(world))
  app.route('/', inboxPages(world.inbox))
  app.route('/', controls(world))
  return app
}
