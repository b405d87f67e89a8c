import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, onTestFinished, test } from 'vitest'
import { GOOD_PASSWORD } from '#sandbox/remote.ts'
import { UPSTREAM_NAMES, type UpstreamName } from '#upstreams/registry.ts'
import { startEgressProxy } from '#upstreams/testing/egress-proxy-fixture.ts'
import { arrive } from './arrive.ts'
import { isDone, typed } from './form.ts'
import { startTestEnvironment, type TestEnvironment } from './test-environment.ts'

let environment: TestEnvironment | undefined
afterEach(() => environment?.end())

/** Upstream whose site is behind an egress proxy. */
const BEHIND_PROXY: UpstreamName = 'elastic-path'

test.each(UPSTREAM_NAMES)(
  'a site at %s connects to no host but those that it was told of (CF-02)',
  async (upstream) => {
    let connections = ''
    const proxy = upstream === BEHIND_PROXY ? await startEgressProxy() : null
    onTestFinished(() => proxy?.close())
    environment = await startTestEnvironment(upstream, {
      env: (sandboxUrl, { DATA_DIR = '' }) => {
        connections = join(DATA_DIR, 'connections')
        return {
          CONNECTIONS_FILE: connections,
          BRAND_LOGO_URL: `${sandboxUrl}/logo.png`,
          ...(proxy && { HTTP_PROXY: `http://${proxy.host}`, NO_PROXY: '', no_proxy: '' }),
          NODE_OPTIONS: `--import=${process.cwd()}/e2e/system/preload/record-connections.mjs`,
        }
      },
    })
    const { siteUrl, sandbox } = environment

    const { customer, form } = await arrive(environment)
    expect(isDone(await form.post(typed(GOOD_PASSWORD)))).toBe(true)
    await sandbox.mailTo(customer.email, 2)
    expect((await fetch(`${siteUrl}/logo`)).status).toBe(502)

    const sandboxHost = new URL(sandbox.url).host
    if (proxy) expect(proxy.asked).toContain(sandboxHost)
    const told = [proxy?.host ?? sandboxHost, `127.0.0.1:${new URL(siteUrl).port}`]
    const connected = new Set(readFileSync(connections, 'utf8').trim().split('\n'))
    expect(connected).toContain(told[0])
    expect([...connected].filter((host) => !told.includes(host))).toEqual([])
  },
)
