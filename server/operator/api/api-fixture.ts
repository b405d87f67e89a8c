import { randomUUID } from 'node:crypto'
import { type FakeServices, fakeServices } from '#lib/reset/fake-services.ts'
import { LIMIT_DEFAULTS } from '#lib/reset/limits.ts'
import { type Step, type Steps, stepOf } from '#lib/reset/progress.ts'
import { hashOfKey } from '#server/config/api.ts'
import { answerApi } from './answer.ts'
import type { ApiServices } from './call.ts'

/** Keys of the fake site. */
export const KEYS = { crm: 'c'.repeat(32), desk: 'd'.repeat(32) }

const config: ApiServices['config'] = {
  siteUrl: 'https://account.example.com',
  locales: ['en', 'de', 'pt'],
  limits: LIMIT_DEFAULTS,
  api: {
    keys: [
      { name: 'crm', hash: hashOfKey(KEYS.crm), maySeeAccounts: true },
      { name: 'desk', hash: hashOfKey(KEYS.desk), maySeeAccounts: false },
    ],
    invitationDays: 14,
  },
}

/** Creates the requests of the API in memory. */
function memoryRequests(): ApiServices['store']['requests'] {
  type Row = { cause: string; kind: string; body: string; settled: boolean; leased: boolean }
  const rows = new Map<string, Row>()
  const change = (cause: string, part: Partial<Row>) => {
    for (const row of rows.values()) if (row.cause === cause) Object.assign(row, part)
  }
  return {
    async findOrAdd(apiKey, idempotencyKey, { kind, body }) {
      const key = JSON.stringify([apiKey, idempotencyKey])
      const fresh = { cause: randomUUID(), kind, body, settled: false, leased: false }
      const known = rows.get(key)
      const row = known ?? fresh
      const { cause, settled: isSettled } = row
      const isOther = row.body !== body
      const isLeased = !(isOther || isSettled || row.leased)
      rows.set(key, { ...row, leased: row.leased || isLeased })
      return {
        cause,
        isOther,
        isNew: !known,
        isSettled,
        lease: isLeased ? { cause, until: 'soon' } : null,
      }
    },
    settle: async (cause) => change(cause, { settled: true }),
    release: async ({ cause }) => change(cause, { leased: false }),
    async forget(lease) {
      for (const [key, { cause }] of rows) if (cause === lease.cause) rows.delete(key)
    },
    async find(cause) {
      const row = [...rows.values()].find((each) => each.cause === cause && each.settled)
      return row ? { kind: row.kind, acceptedAt: new Date('2026-03-01T12:00:00Z') } : null
    },
  }
}

/** A site with an API, in memory. */
export type ApiSite = ReturnType<typeof apiSite>

/** Creates a site with an API. @param parts replaces services */
export function apiSite(parts: Partial<FakeServices> = {}, api = config.api) {
  const steps = new Map<string, Partial<Record<Step, Date>>>()
  const record = (cause: string, step: Step) => {
    steps.set(cause, { [step]: new Date('2026-03-01T12:00:00Z'), ...steps.get(cause) })
  }
  const services = fakeServices({}, parts)
  /** Records the steps that the lines of the log mean, as a site does. */
  const observed =
    (write: FakeServices['log']['info']): FakeServices['log']['info'] =>
    (event, fields = {}) => {
      write(event, fields)
      const step = stepOf(event, fields)
      if (step && fields.cause) record(fields.cause, step)
    }
  const { info, warn, error } = services.log
  const find = async (cause: string): Promise<Steps | null> => steps.get(cause) ?? null
  const app: ApiServices = {
    ...services,
    log: { info: observed(info), warn: observed(warn), error: observed(error) },
    config: { ...config, api },
    store: { requests: memoryRequests(), progress: { record, find } },
  }
  const call = (path: string, init: RequestInit & { key?: string } = {}) => {
    const { key = KEYS.crm, headers, ...rest } = init
    const own = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
    return answerApi(
      app,
      new Request(`https://account.example.com${path}`, {
        ...rest,
        headers: { ...own, ...headers },
      }),
    )
  }
  return {
    ...services,
    app,
    record,
    call,
    ask: (body: object, init: RequestInit & { key?: string } = {}) =>
      call('/api/reset-requests', { method: 'POST', body: JSON.stringify(body), ...init }),
    async stateOf(cause: string, key?: string) {
      const answer = await call(`/api/reset-requests/${cause}`, key ? { key } : {})
      return answer.json()
    },
  }
}

let requests = 0

/** Makes the body of a new request. */
export const newBody = (others: object = {}) => {
  requests += 1
  return {
    email: 'ada@example.com',
    locale: 'de',
    idempotencyKey: `request-${requests}`,
    ...others,
  }
}
