import { createHash } from 'node:crypto'
import * as z from 'zod'
import { EVENT_TYPES } from '#lib/reset/events.ts'
import type { Job } from '#lib/reset/outbox.ts'
import type { Sealer } from '#lib/sealer.ts'

/** Days in which an operator can still read a job after it is of no more use. */
const READABLE_DAYS = 30

/** A time. Jobs that an older version stored have none. */
const newerTime = z.coerce.date().optional()

const mailBase = { to: z.string(), locale: z.string(), occurredAt: newerTime }
const mail = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('reset-link'),
    ...mailBase,
    link: z.string(),
    minutes: z.number(),
    code: z.string().nullish(),
  }),
  z.object({ kind: z.literal('no-account'), ...mailBase }),
  z.object({
    kind: z.literal('password-changed'),
    ...mailBase,
    device: z.string().optional(),
    endsSessions: z.boolean().optional(),
    notMe: z.string().optional(),
  }),
  z.object({ kind: z.literal('invitation'), ...mailBase, link: z.string(), days: z.number() }),
])

const event = z.object({
  type: z.enum(EVENT_TYPES),
  occurredAt: z.coerce.date(),
  customerId: z.string().optional(),
  cause: z.string().optional(),
})

const base = { id: z.string(), until: z.coerce.date(), priority: z.int().optional() }
const schema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('request'),
    ...base,
    askedAt: newerTime,
    cause: z.string().optional(),
    email: z.string(),
    locale: z.string(),
  }),
  z.object({ kind: z.literal('mail'), ...base, mail, cause: z.string().optional() }),
  z.object({ kind: z.literal('event'), ...base, event }),
])

/** Encrypts a job for the database. */
export async function sealJob(sealer: Sealer, job: Job): Promise<string> {
  const expiresAt = new Date(job.until.getTime() + READABLE_DAYS * 24 * 60 * 60_000)
  return sealer.seal('job', job, expiresAt)
}

/** Decrypts a job; null if no key of ours opens it, or it has another form. */
export async function openJob(sealer: Sealer, sealed: string): Promise<Job | null> {
  const opened = await sealer.open('job', sealed)
  return opened.kind === 'invalid' ? null : (schema.safeParse(opened.value).data ?? null)
}

/** Derives the id of a job's row: a UUID, always the same for the same parts. */
export function rowId(...parts: (string | number)[]): string {
  const hex = createHash('sha256').update(JSON.stringify(parts)).digest('hex')
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-8$3-8$4-$5')
}
