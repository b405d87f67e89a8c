import { renderToStaticMarkup } from 'react-dom/server'
import { fail, ok } from '#lib/check-result.ts'
import { type FakeServices, fakeServices } from '#lib/reset/fake-services.ts'
import { hashOfKey } from '#server/config/api.ts'
import { configWith } from '#server/config/config-fixture.ts'
import type { DeadLetter } from '#server/store/outbox/dead-letters.ts'
import type { StoreReport } from '#server/store/store-report.ts'
import { answerOps, type OpsSite } from './answer.ts'
import { countGuesses } from './guesses.ts'
import { createRenderer } from './render.tsx'

/** The token of the fake site. */
export const TOKEN = 'token-of-the-operator-12345678901234'

const REPORT: StoreReport = {
  ...{ canCreate: true, isReadOnly: false, tables: 6, queues: 30 },
  ...{ mailsThisHour: 25, oldestDueSeconds: 0, deadLetters: 1, jobs: [] },
}

const LETTER: DeadLetter = {
  ...{ id: 'letter-1', kind: 'mail' },
  acceptedAt: new Date('2026-03-01T11:00:00Z'),
  givenUpAt: new Date('2026-03-01T11:15:00Z'),
}

/** A cause that the fake site knows. */
export const CAUSE = '6b0b7d5e-0b0f-4c5e-9a39-1c3f4e1d2a10'

const STEPS = {
  changed: new Date('2026-03-01T11:04:07Z'),
  asked: new Date('2026-03-01T11:02:03Z'),
}

type Sent = { headers?: Record<string, string>; form?: Record<string, string>; client?: string }

/** Creates a site with an operator's page. @param parts replaces what it needs */
export function opsSite(parts: Partial<OpsSite> = {}, token: string | null = TOKEN) {
  const services: FakeServices = fakeServices()
  const { sealer, now, log } = services
  const config = configWith({ BRAND_NAME: 'Marlow <Rewards>' })
  const settled: string[][] = []
  const site: OpsSite = {
    ...{ sealer, now, log, config, version: '1.2.3' },
    tokenHash: token === null ? null : hashOfKey(token),
    guesses: countGuesses(() => now().getTime()),
    render: createRenderer(config.brand, renderToStaticMarkup),
    metrics: { contentType: 'text/plain; version=0.0.4', text: async () => 'a_metric 1' },
    checks: async () => ({
      at: now(),
      results: [
        ok('db.connect', 'The database answers.'),
        fail('site.form', 'The site refuses the form.', 'SITE_URL'),
      ],
    }),
    store: {
      report: async () => REPORT,
      progress: { record: () => {}, find: async (cause) => (cause === CAUSE ? STEPS : null) },
      counts: { count: () => {}, time: () => {}, read: async () => [] },
      deadLetters: {
        list: async () => [LETTER],
        async settle(verb, ids) {
          settled.push([verb, ...ids])
          return [{ id: 'letter-1', outcome: verb === 'drop' ? 'dropped' : 'retried' }]
        },
      },
    },
    ...parts,
  }
  const send = (path: string, method: string, { headers = {}, form, client }: Sent = {}) => {
    const { host = 'localhost:9464', ...others } = headers
    const body = form && new URLSearchParams(form).toString()
    const request = new Request(`http://${host}${path}`, {
      method,
      headers: { host, ...others },
      ...(body !== undefined && { body }),
    })
    return answerOps(site, request, client ?? '127.0.0.1')
  }
  return {
    site,
    settled,
    lines: services.lines,
    pass: services.pass,
    get: (path: string, sent?: Sent) => send(path, 'GET', sent),
    post: (path: string, sent: Sent = {}) =>
      send(path, 'POST', {
        ...sent,
        headers: { origin: `http://${sent.headers?.host ?? 'localhost:9464'}`, ...sent.headers },
      }),
  }
}

/** Headers of a program with a token. */
export const bearer = (token = TOKEN) => ({ authorization: `Bearer ${token}` })

/** Reads the cookie that an answer sets. */
export const cookieIn = (answer: Response): string =>
  (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
