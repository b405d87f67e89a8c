import { GOOD_PASSWORD } from '#sandbox/remote.ts'
import { arrive } from './arrive.ts'
import { type Form, formOf, newClient, typed } from './form.ts'
import { until } from './program.ts'
import { postForm, WAYS } from './raw-form.ts'
import type { TestEnvironment } from './test-environment.ts'

/** Media types of answers. `data` is for Next's own JavaScript. */
export const TYPES = {
  html: 'text/html',
  problem: 'application/problem+json',
  data: 'text/x-component',
  words: 'text/plain',
  script: 'application/javascript',
  icon: 'image/svg+xml',
  none: null,
} as const

type Kind = keyof typeof TYPES
type Ask = (site: TestEnvironment) => Promise<Response>

/** An expected answer, and its target. The requests run in this order. */
type Expected = [status: number, kind: Kind, what: string, ask: Ask, location?: string | null]

const html = { accept: 'text/html' }

/** Requests that need no preparation. */
const plain = (
  status: number,
  kind: Kind,
  path: string,
  { location = null, ...own }: RequestInit & { location?: string | null } = {},
): Expected => [
  status,
  kind,
  [own.method, path, JSON.stringify(own.headers)].filter(Boolean).join(' '),
  ({ siteUrl }) => fetch(`${siteUrl}${path}`, { redirect: 'manual', ...own }),
  location,
]

/** Gets the form behind the link of a mail. */
const change = async (site: TestEnvironment): Promise<Form> => (await arrive(site)).form

/** Requests the page of a form, with its cookie. */
const look = ({ page, cookie = '' }: Form) =>
  fetch(page, { redirect: 'manual', headers: { ...html, cookie } })

/** `OTHER_ACTIONS_URL` of the site: target of links with another action. */
export const OTHER_ACTIONS_URL = 'https://shop.example/do/?from=mail'

const PLAIN: Expected[] = [
  plain(200, 'html', '/forgot-password'),
  plain(200, 'html', '/forgot-password?email=ada@example.com'),
  plain(200, 'html', '/forgot-password/sent'),
  plain(307, 'html', '/change-password/done', { location: '/forgot-password' }),
  plain(307, 'html', '/change-password/done?flow=x', { location: '/forgot-password' }),
  plain(200, 'html', '/change-password/expired'),
  plain(200, 'html', '/other-action'),
  plain(200, 'html', '/change-password/with-link'),
  plain(200, 'html', '/forgot-password/invited'),
  plain(200, 'html', '/not-me'),
  plain(200, 'html', '/not-me/sent'),
  plain(200, 'data', '/forgot-password?_rsc', { headers: { rsc: '1' } }),
  plain(307, 'none', '/', { location: '/forgot-password' }),
  plain(307, 'html', '/change-password', { location: '/change-password/expired' }),
  plain(303, 'none', '/actions?action=resetPwd&customerId=1&token=2', {
    location: '/change-password/expired',
  }),
  plain(303, 'none', '/change_password/?username=a&token=b', {
    location: '/change-password/expired',
  }),
  plain(303, 'none', '/actions/?action=activate&customerId=1&token=a%2Bb&x=%C3%A9', {
    location: `${OTHER_ACTIONS_URL}&action=activate&customerId=1&token=a%2Bb&x=%C3%A9`,
  }),
  plain(302, 'none', '/.well-known/change-password', { location: '/forgot-password' }),
  plain(
    404,
    'html',
    '/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200',
  ),
  plain(404, 'html', '/no/such/page'),
  plain(200, 'html', '/es/forgot-password'),
  plain(404, 'html', '/xx/forgot-password'),
  plain(303, 'none', '/change-password/done?lang=es', { location: '/es/change-password/done' }),
  plain(404, 'html', '/_next/image?url=%2Flogo&w=64&q=75'),
  plain(404, 'words', '/_next/static/chunks/none.js'),
  plain(404, 'problem', '/logo'),
  plain(404, 'problem', '/logo/dark'),
  plain(404, 'problem', '/.well-known/assetlinks.json'),
  plain(404, 'problem', '/.well-known/apple-app-site-association'),
  plain(200, 'icon', '/favicon.ico'),
  plain(200, 'words', '/healthz'),
  plain(200, 'words', '/readyz'),
  plain(200, 'words', '/robots.txt'),
  plain(403, 'html', '/forgot-password', { method: 'POST', headers: html }),
  plain(403, 'problem', '/forgot-password', { method: 'POST' }),
  plain(405, 'problem', '/forgot-password', { method: 'DELETE' }),
  plain(405, 'html', '/change-password/done', { method: 'POST', headers: html }),
  plain(405, 'problem', '/actions', { method: 'OPTIONS' }),
  plain(405, 'problem', '/mail-events'),
  plain(404, 'problem', '/mail-events', { method: 'POST', body: '{}' }),
  plain(405, 'problem', '/one-time-password-token-notification'),
  plain(404, 'problem', '/one-time-password-token-notification', {
    method: 'POST',
    body: '{}',
    headers: { 'content-type': 'application/json' },
  }),
]

const POSTED: Expected[] = WAYS.flatMap((way): Expected[] => {
  const byScript = way === 'with script'
  const shown = byScript ? 'data' : 'html'
  const refusal = byScript ? 'words' : 'html'
  const done: [number, Kind] = byScript ? [200, 'data'] : [303, 'none']
  const posted = (
    status: number,
    kind: Kind,
    what: string,
    page: (site: TestEnvironment) => Promise<Form>,
    fields: Record<string, string>,
    location: string | null = null,
  ): Expected => [
    status,
    kind,
    `${what}, ${way}`,
    async (site) => postForm(await page(site), way, fields),
    location,
  ]
  const email = 'none@x.example'
  const nowhere = '0'.repeat(42)
  const outdated = async (site: TestEnvironment): Promise<Form> => {
    const { hidden, actionId, ...form } = await formOf(site)
    const others = hidden.map(([name, value]) => [name, value.replace(actionId, nowhere)] as const)
    return { ...form, hidden: others, actionId: nowhere }
  }
  const headless = async (site: TestEnvironment) => ({
    ...(await formOf(site)),
    hidden: [],
    actionId: 'x',
  })
  return [
    posted(...done, 'an address', formOf, { email }, '/forgot-password/sent'),
    posted(200, shown, 'no address', formOf, { email: 'none' }),
    posted(200, shown, 'a short password', change, typed('short')),
    posted(...done, 'a password', change, typed(GOOD_PASSWORD), '/change-password/done'),
    posted(400, refusal, 'a form without action', headless, { email }),
    posted(409, refusal, 'a form of another build', outdated, { email }),
    posted(413, refusal, 'a form of 17 kB', formOf, { email: 'a'.repeat(17_000) }),
  ]
})

const LATE: Expected[] = [
  [
    200,
    'script',
    'a file of the build',
    async ({ siteUrl }) => {
      const page = await (await fetch(`${siteUrl}/forgot-password`)).text()
      return fetch(`${siteUrl}${/\/_next\/static\/[^"]+\.js/.exec(page)?.[0]}`)
    },
  ],
  [200, 'html', '/change-password with an open link', async (site) => look(await change(site))],
  [
    415,
    'html',
    'a form of another type',
    ({ siteUrl }) => {
      const headers = { ...html, origin: siteUrl, 'content-type': 'text/plain' }
      return fetch(`${siteUrl}/forgot-password`, { method: 'POST', headers, body: 'email=ada' })
    },
  ],
  ...WAYS.map(
    (way): Expected => [
      429,
      way === 'with script' ? 'words' : 'html',
      `a form too many, ${way}`,
      async (site) => {
        const form = await formOf(site)
        const client = newClient()
        const post = () => postForm(form, way, { email: 'none' }, client)
        for (let times = 0; times < 10; times += 1) await post()
        return post()
      },
    ],
  ),
  [
    500,
    'html',
    '/change-password that breaks',
    async (site) => {
      const form = await change(site)
      site.server.signal('SIGUSR2')
      await until('the page breaks', async () => (await look(form)).status !== 200)
      return look(form)
    },
  ],
]

/** All expected answers, in the order of their requests. */
export const ANSWERS = [...PLAIN, ...POSTED, ...LATE]
