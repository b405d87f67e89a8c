import { expect, test } from 'vitest'
import { GOOD_PASSWORD, linkIn, sandboxAt } from '#sandbox/remote.ts'
import { UPSTREAM_NAMES } from '#upstreams/registry.ts'
import { openChange } from './arrive.ts'
import { isAccepted, isDone, openForm, typed } from './form.ts'
import { startProgram, until } from './program.ts'

const SITE_URL = 'http://localhost:3000'
const SANDBOX_URL = 'http://localhost:4000'

/** Starts the demo as README says. */
const startDemo = (...args: readonly string[]) =>
  startProgram(['npm', 'run', '--silent', 'demo', ...args], { HOME: process.env.HOME ?? '' })

test.each(UPSTREAM_NAMES)('the demo of %s leads from a shop to a new password', async (name) => {
  const demo = startDemo('--', name)
  try {
    await until('the demo is ready', async () => {
      if (demo.hasEnded()) throw new Error(`the demo has ended: ${demo.written.stderr}`)
      return demo.written.stdout.includes(`${SANDBOX_URL}/shop/${name}\n`)
    })
    const sandbox = sandboxAt(SANDBOX_URL)
    const { email } = await sandbox.register(name)
    const body = new URLSearchParams({ email, password: 'forgotten' })
    const shop = await fetch(`${SANDBOX_URL}/shop/${name}`, { method: 'POST', body })
    const [, forgot = ''] = /role="alert">[^<]*<a href="([^"]+)"/.exec(await shop.text()) ?? []

    const asked = await (await openForm(forgot, { origin: SITE_URL })).post({ email })
    expect(isAccepted(asked)).toBe(true)
    const { form } = await openChange(SITE_URL, linkIn(await sandbox.mailTo(email)))
    expect(isDone(await form.post(typed(GOOD_PASSWORD)))).toBe(true)
    expect(await (await fetch(`${SANDBOX_URL}/inbox`)).text()).toContain(email)
    expect(demo.written.stderr).toBe('')
  } finally {
    expect(await demo.end('SIGTERM')).toBe(0)
  }
})

test('the demo names the upstreams that there are', async () => {
  const demo = startDemo('--', 'shopify')
  expect(await demo.ended).toBe(64)
  expect(demo.written.stderr).toContain(UPSTREAM_NAMES.join('|'))
})
