import { Hono } from 'hono'
import { z } from 'zod'
import { BEHAVIOURS } from '#sandbox/behaviours.ts'
import { address, readJson } from '#sandbox/reading.ts'
import { FIRST_PASSWORD } from '#sandbox/seeds.ts'
import type { World } from '#sandbox/world.ts'
import { UPSTREAM_NAMES } from '#upstreams/registry.ts'

const newCustomer = z.strictObject({
  upstream: z.enum(UPSTREAM_NAMES),
  email: address,
  name: z.string().min(1).default('Nora Nobody'),
  password: z.string().min(1).default(FIRST_PASSWORD),
  behaviour: z.enum(BEHAVIOURS).default('normal'),
})

/** Creates the endpoints by which tests control and watch the sandbox. */
export const controls = ({ customers, calls, webhooks, secrets }: World): Hono => {
  const app = new Hono()
  app.post('/customers', async (c) => {
    const body = await readJson(c, newCustomer)
    if (!body.ok) return c.json({ error: body.problem }, 400)
    const customer = customers.create(body.value)
    if (!customer) return c.json({ error: 'There is a customer of that address' }, 409)
    const { id, email, password } = customer
    return c.json({ id, email, password }, 201)
  })
  app.get('/calls.json', (c) =>
    c.json(calls.list(c.req.query('upstream'), c.req.query('customer'))),
  )
  app.get('/deliveries.json', (c) => c.json(webhooks.list()))
  app.get('/secrets.json', (c) => c.json(secrets.list()))
  return app
}
