import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { UPSTREAM_NAMES } from '#lib/upstream/upstream.ts'
import { linkIn } from '#sandbox/remote.ts'
import { askForLink, isDone, openForm, openLink, typed } from './form.ts'
import { startSandbox } from './sandbox.ts'
import { newSiteUrl, startServer } from './site.ts'
import { openStore } from './store.ts'

let end: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const step of end.reverse()) await step()
  end = []
})

test.each(UPSTREAM_NAMES)(
  'a site at %s connects to no host but those that it was told of (CF-02)',
  async (upstream) => {
    const siteUrl = await newSiteUrl()
    const store = await openStore('embedded')
    end.push(store.remove)
    const sandbox = await startSandbox(siteUrl)
    end.push(sandbox.end)
    const CONNECTIONS_FILE = join(store.env.DATA_DIR ?? '', 'connections')
    const env = {
      ...store.env,
      CONNECTIONS_FILE,
      BRAND_LOGO_URL: `${sandbox.url}/logo.png`,
      NODE_OPTIONS: `--import=${process.cwd()}/load/preload/record-connections.mjs`,
    }
    const server = await startServer({ upstream, siteUrl, sandboxUrl: sandbox.url, store: env })
    end.push(() => server.end('SIGKILL'))

    const customer = await sandbox.register(upstream)
    await askForLink(siteUrl, siteUrl, customer.email)
    const { cookie } = await openLink(siteUrl, linkIn(await sandbox.mailTo(customer.email)))
    const form = await openForm(`${siteUrl}/change-password`, { origin: siteUrl, cookie })
    expect(isDone(await form.post(typed('seven quiet rivers 7')))).toBe(true)
    await sandbox.mailTo(customer.email, 2)
    expect((await fetch(`${siteUrl}/logo`)).status).toBe(502)

    const told = [sandbox.url, siteUrl].map((url) => new URL(url).host)
    const connected = new Set(readFileSync(CONNECTIONS_FILE, 'utf8').trim().split('\n'))
    expect(connected).toContain(told[0])
    expect([...connected].filter((host) => !told.includes(host))).toEqual([])
  },
)
