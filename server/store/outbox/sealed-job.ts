import { createHash } from 'node:crypto'
import * as z from 'zod'
import type { Job } from '#lib/reset/outbox.ts'
import type { Sealer } from '#lib/sealer.ts'

/** How long a job can be read after it was of use: an operator may still look at it. In days. */
const READABLE = 30

/** Time that jobs of older versions do not have. */
const newerTime = z.coerce.date().optional()

const mailBase = { to: z.string(), locale: z.string(), occurredAt: newerTime }
const mail = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('reset-link'), ...mailBase, link: z.string(), minutes: z.number() }),
  z.object({ kind: z.literal('password-changed'), ...mailBase }),
])

const base = { id: z.string(), until: z.coerce.date(), priority: z.int().optional() }
const schema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('request'),
    ...base,
    askedAt: newerTime,
    email: z.string(),
    locale: z.string(),
  }),
  z.object({ kind: z.literal('mail'), ...base, mail }),
])

/** A job as it lies in the database: nothing of it can be read there. */
export async function sealJob(sealer: Sealer, job: Job): Promise<string> {
  const expiresAt = new Date(job.until.getTime() + READABLE * 24 * 60 * 60_000)
  return sealer.seal('job', job, expiresAt)
}

/** The job in a sealed text; null when none of our keys opens it. */
export async function openJob(sealer: Sealer, sealed: string): Promise<Job | null> {
  const opened = await sealer.open('job', sealed)
  return opened.kind === 'invalid' ? null : (schema.safeParse(opened.value).data ?? null)
}

/** The id under which the database knows a job: the same for the same parts, in the form of a UUID. */
export function rowId(...parts: (string | number)[]): string {
  const hex = createHash('sha256').update(JSON.stringify(parts)).digest('hex')
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-8$3-8$4-$5')
}
