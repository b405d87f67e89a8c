import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const read = (name: string) =>
  readFileSync(`docs/proxies/${name}`, 'utf8')
    .split('\n')
    .filter((line) => !/^\s*#/.test(line))
    .join('\n')

const nginx = read('nginx.conf')
const caddy = read('Caddyfile')

/** Next's internal headers, which a client may not send: past vulnerabilities, and likely ones. */
const OF_NEXT = ['Next-Resume', 'X-Middleware-Subrequest', 'X-Middleware-Prefetch', 'X-Nextjs-Data']

describe('a proxy that is set up by the guide', () => {
  test("sets the client's address, and drops what the client claims (NX-09)", () => {
    expect(nginx).toMatch(/proxy_set_header X-Forwarded-For +\$remote_addr;/)
    expect(nginx).not.toContain('proxy_add_x_forwarded_for')
    expect(caddy).toContain('header_up X-Forwarded-For {remote_host}')
    for (const name of [...OF_NEXT, 'Forwarded', 'X-Real-IP', 'Upgrade']) {
      expect(nginx).toMatch(new RegExp(`proxy_set_header ${name} +"";`))
      expect(caddy).toMatch(
        new RegExp(`header_up -(${name}|${name.replace(/-(?:Subrequest|Prefetch)$/, '-\\*')})\\n`),
      )
    }
  })

  test('sets no header where that would remove the others (NX-09)', () => {
    const [, ...locations] = nginx.split('location ')
    expect(locations).toHaveLength(4)
    for (const location of locations) expect(location).not.toContain('proxy_set_header')
  })

  test("has the site's size limits, and timeouts for slow clients (NX-09, FR-10)", () => {
    expect(nginx).toMatch(/client_max_body_size +16k;/)
    expect(nginx).toMatch(
      /\/\(one-time-password-token-notification\|mail-events\)\$ \{\s+client_max_body_size 64k;/,
    )
    expect(caddy).toMatch(/@webhook \{\s+max_size 64KiB/)
    expect(caddy).toMatch(/@forms \{\s+max_size 16KiB/)
    for (const timeout of ['client_header_timeout', 'client_body_timeout', 'send_timeout'])
      expect(nginx).toMatch(new RegExp(`${timeout} +10s;`))
    for (const timeout of ['read_header', 'read_body']) expect(caddy).toContain(`${timeout} 10s`)
  })

  test("limits the rate of a client, and more of the API's, but not of the vendor's webhook (FR-04)", () => {
    const [, pages = '', api = '', , webhook = ''] = nginx.split('location ')
    expect(api).toMatch(/^\^~ \/api\/ /)
    expect(api).toMatch(/limit_req +zone=password_reset_api/)
    expect(nginx).toMatch(/zone=password_reset_api:10m rate=100r/)
    expect(pages).toMatch(/limit_req +zone=password_reset_rate/)
    expect(nginx).toMatch(/limit_req_zone +\$binary_remote_addr zone=password_reset_rate:/)
    expect(webhook).toContain('token-notification')
    expect(webhook).not.toContain('limit_')
  })

  test('logs no query with a token (TK-11)', () => {
    const [, format = ''] = nginx.match(/log_format without_query ([^;]+);/) ?? []
    expect(format).toContain('$uri')
    expect(format).not.toMatch(/\$(request\b(?!_method|_time)|request_uri|args|query_string|http_)/)
    expect(nginx).toMatch(/access_log +\S+ without_query;/)
    expect(nginx).toMatch(/error_log +\S+ crit;/)
    expect(caddy).toContain('request>uri regexp \\?.* ""')
    expect(caddy).toMatch(
      /log default \{\s+exclude http\.log\.error http\.handlers\.reverse_proxy\s/,
    )
  })

  test('accepts 32 kB of cookies, and lets the site answer larger heads', () => {
    expect(nginx).toMatch(/large_client_header_buffers +4 128k;/)
    expect(nginx).toMatch(/error_page +494 =431 @large_head;/)
    expect(caddy).toContain('max_header_size 1MB')
  })

  test('reaches a site that listens for it alone, and says so', () => {
    expect(nginx).toContain('server 127.0.0.1:3000;')
    expect(caddy).toContain('reverse_proxy 127.0.0.1:3000')
    const texts = ['proxies/nginx.conf', 'proxies/Caddyfile', 'operating.md'].map(
      (it) => `docs/${it}`,
    )
    for (const path of [...texts, 'README.md', '.env.example'])
      expect(readFileSync(path, 'utf8')).toContain('HOSTNAME=127.0.0.1')
  })
})
