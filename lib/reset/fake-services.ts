import type { Log } from '#lib/log/log.ts'
import type { MailedToken } from '#lib/reset/codes.ts'
import { NO_LOAD } from '#lib/reset/limits.ts'
import type { Mail } from '#lib/reset/mail.ts'
import type { Job } from '#lib/reset/outbox.ts'
import type { PendingRequest } from '#lib/reset/pending-requests.ts'
import type { ResetTicket, Upstream } from '#lib/reset/upstream.ts'
import { createSealer } from '#lib/sealer.ts'
import { memoryChangeLock } from './memory-change-lock.ts'
import type { Services } from './services.ts'
import { linkHashOf, type OpenLink } from './ticket.ts'

/** Fake services that record what happens. */
export type FakeServices = Services & {
  /** Jobs in the outbox, which does not process them. */
  readonly jobs: readonly Job[]
  /** Mails that were sent, with their idempotency keys. */
  readonly sent: readonly { mail: Mail; key: string }[]
  /** Lines of the log: level, event and fields. */
  readonly lines: readonly unknown[]
  /** The links in the mails of the outbox. */
  readonly links: () => URL[]
  /** Advances the clock. */
  readonly pass: (seconds: number) => void
}

/** URL of the fake site. */
export const SITE_URL = 'https://account.example.com'

/** Context of a request. */
export const context = { id: '6b0b7d5e-0b0f-4c5e-9a39-1c3f4e1d2a10', locale: 'en' }

/** A ticket as SessionM gives it: the token is raw base64. */
export const ticket: ResetTicket = {
  subject: '0f9b3c1a-d7ee-11e8-8c6e-0a1b2c3d4e5f',
  token: `djE+azE/${'c2VjcmV0LXRva2Vu'.repeat(14)}YQ==`,
  email: 'Ada@Example.com',
}

/** Opens the link of a ticket. */
export const opened = (services: Services, own: ResetTicket = ticket): OpenLink => ({
  ticket: own,
  link: linkHashOf(services, own),
})

const unasked = async () => {
  throw new Error('the upstream was not to be asked')
}

/**
 * @param upstream methods of the upstream; the test fails if another one is called
 * @param parts replaces other services
 */
export function fakeServices(
  upstream: Partial<Upstream> = {},
  parts: Partial<Services> = {},
): FakeServices {
  let time = Date.parse('2026-03-01T12:00:00.000Z')
  const now = () => new Date(time)
  const jobs: Job[] = []
  const sent: { mail: Mail; key: string }[] = []
  const lines: unknown[] = []
  const pending = new Map<string, PendingRequest>()
  const codes = new Map<string, { mailed: MailedToken; until: Date }>()
  const write =
    (level: keyof Log): Log['info'] =>
    (event, fields) =>
      lines.push({ level, event, ...fields })

  return {
    siteUrl: SITE_URL,
    upstream: {
      name: 'sessionm',
      tokenLifetimeSeconds: 60 * 60,
      hasShortTokens: false,
      endsSessions: false,
      requestReset: unasked,
      resetPassword: unasked,
      ...upstream,
    },
    outbox: {
      async add(job) {
        if (!jobs.some(({ kind, id }) => kind === job.kind && id === job.id)) jobs.push(job)
      },
      has: async (kind, id) => jobs.some((job) => job.kind === kind && job.id === id),
    },
    mailer: {
      async send(mail, key) {
        sent.push({ mail, key })
      },
    },
    mailsUnknownAddresses: false,
    eventSender: null,
    mailEvents: null,
    sealer: createSealer([new Uint8Array(32).fill(7)], upstream.name ?? 'sessionm', now),
    changeLock: memoryChangeLock(),
    limiter: {
      count: async () => null,
      refund: async () => {},
      admit: async () => ({ kind: 'admitted', load: NO_LOAD }),
      countAddress: async () => 1,
      countPassword: async () => null,
      reserveMail: async () => {},
      admitByApi: async () => null,
      planInvitation: async () => ({ kind: 'planned', waitSeconds: 0 }),
      takeMail: async () => ({ waitSeconds: 0, warning: null }),
    },
    pending: {
      async remember(names, request) {
        for (const name of names) pending.set(name, request)
      },
      find: async (name) => pending.get(name) ?? null,
    },
    codes: {
      remember: async (username, code, mailed, until) =>
        void codes.set(`${username} ${code}`, { mailed, until }),
      find: async (username, code) => {
        const known = codes.get(`${username} ${code}`)
        return known && known.until > now() ? known.mailed : null
      },
    },
    policy: { minLength: 12, maxBytes: 1024 },
    isBlocked: async () => null,
    isBreached: async () => false,
    log: { info: write('info'), warn: write('warn'), error: write('error') },
    now,
    ...parts,
    jobs,
    sent,
    lines,
    links: () =>
      jobs.flatMap((job) =>
        job.kind === 'mail' && job.mail.kind === 'reset-link' ? [new URL(job.mail.link)] : [],
      ),
    pass: (seconds) => {
      time += seconds * 1000
    },
  }
}
