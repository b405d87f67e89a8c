import { hostname } from 'node:os'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshAddress } from '#sandbox/remote.ts'
import { openForm } from './form.ts'
import { startListener } from './listener.ts'
import { freePort } from './program.ts'
import { spellForm } from './raw-form.ts'
import { exchange } from './raw-request.ts'
import { resetOnce } from './reset-once.ts'
import { type Sandbox, startSandbox } from './sandbox.ts'
import { startServer } from './site.ts'
import { openStore, type Store } from './store.ts'

/**
 * The scheme of SITE_URL, HOSTNAME, and the host that reaches the server. The other tests use http and
 * 127.0.0.1.
 */
const SETTINGS = [
  ['https', '127.0.0.1', '127.0.0.1'],
  ['http', '::', '[::1]'],
  ['http', '::1', '[::1]'],
  ['https', hostname(), hostname()],
] as const

let sandbox: Sandbox
let store: Store
beforeAll(async () => {
  ;[sandbox, store] = await Promise.all([startSandbox('http://localhost'), openStore('embedded')])
})
afterAll(async () => {
  await sandbox?.end()
  await store?.remove()
})

test.each(SETTINGS)(
  'with an %s SITE_URL and HOSTNAME=%s a server serves a whole journey, and calls itself past every proxy',
  async (scheme, name, host) => {
    const port = await freePort()
    const proxy = await startListener()
    const siteUrl = scheme === 'https' ? 'https://account.example.com' : `http://localhost:${port}`
    const serverUrl = `http://${host}:${port}`
    const env = {
      HOSTNAME: name,
      NODE_USE_ENV_PROXY: '1',
      HTTP_PROXY: `http://${proxy.host}`,
      NO_PROXY: new URL(sandbox.url).host,
    }
    const setting = { upstream: 'sessionm', siteUrl, sandboxUrl: sandbox.url, env } as const
    const server = await startServer({ ...setting, store: store.env }, serverUrl)
    try {
      await resetOnce({ siteUrl, serverUrl, sandbox, upstream: 'sessionm' })
      const form = await openForm(`${serverUrl}/forgot-password`, { origin: siteUrl })
      const post = {
        target: '/forgot-password',
        fields: { email: freshAddress() },
        head: [['Origin', siteUrl] as const],
      }
      const { head, body } = await exchange(serverUrl, {
        bytes: spellForm(form, 'with script', post),
      })
      expect(head).toMatch(/^x-action-redirect: \/forgot-password\/sent/im)
      expect(body).toContain('Check your email')
      expect(proxy.visits()).toBe(0)
      expect(server.written.stderr).toBe('')
      expect(server.written.stdout).not.toContain('server_')
    } finally {
      await server.end('SIGTERM')
      proxy.end()
    }
  },
)
