import * as z from 'zod'
import { sameAddress } from '#lib/email-address.ts'
import { MAILBOXES } from '#lib/mailboxes.ts'
import { notMeCustomerSchema } from '#lib/reset/not-me.ts'
import { later, type Services } from '#lib/reset/services.ts'
import { threadSchema, ticketSchema } from '#lib/reset/ticket.ts'

/** State of a customer's browser between the click on a link and the new password. */
export type Flow = z.infer<typeof flowSchema>

const flowSchema = z.discriminatedUnion('kind', [
  threadSchema.extend({ kind: z.literal('open'), ticket: ticketSchema, link: z.string() }),
  z.object({
    kind: z.literal('invalid-link'),
    reason: z.enum(['invalid', 'expired', 'used', 'gone']),
    email: z.string().nullable(),
  }),
  /** A link was asked for. Cookies of an older version have the address only. */
  z.object({
    kind: z.literal('sent'),
    /** As it was typed. */
    email: z.string(),
    /** Time in milliseconds. */
    askedAt: z.number().default(0),
    /** True if the same browser had asked for the same address before. */
    isAgain: z.boolean().default(false),
    mailbox: z.enum(MAILBOXES).nullable().default(null),
    /** Domain that was probably meant. */
    suggestion: z.string().nullable().default(null),
    /** Id of the invitation that led to it. */
    cause: z.string().optional(),
  }),
  /** The link of an invitation was opened; `email` is the address that it went to. */
  z.object({ kind: z.literal('invited'), email: z.string(), cause: z.string() }),
  /** The link of a notice was opened; `email` is the address that the notice went to. */
  notMeCustomerSchema.extend({ kind: z.literal('not-me') }),
  /** A password was changed. Cookies of an older version have no address. */
  z.object({
    kind: z.literal('done'),
    /** Distinguishes the same form, sent again, from another one. */
    attempt: z.string(),
    /** The customer's address; null if unknown. */
    email: z.string().nullable().default(null),
  }),
])

/** Returns the address in a flow that has no open link: of the request, or of an invalid link. */
export const addressIn = (flow: Flow | null): string | null =>
  flow?.kind === 'sent' || flow?.kind === 'invalid-link' ? flow.email : null

/** The cookie that holds the flow, sealed. */
export const FLOW_COOKIE = '__Host-reset'

/** Lifetime of a flow: time to think of a password, but short, in case the computer is shared. */
export const FLOW_MINUTES = 15

const FLOW_SECONDS = FLOW_MINUTES * 60

/** Seals a flow into a cookie, with the options that Next takes. */
export async function flowCookie(services: Services, flow: Flow) {
  return {
    name: FLOW_COOKIE,
    value: await services.sealer.seal('flow', flow, later(services.now(), FLOW_SECONDS)),
    httpOnly: true,
    secure: true,
    sameSite: 'lax',
    path: '/',
    maxAge: FLOW_SECONDS,
  } as const
}

/** Reads the flow in a cookie; null if the cookie is missing, forged or expired. */
export async function readFlow(
  services: Services,
  cookie: string | undefined,
): Promise<Flow | null> {
  if (!cookie) return null
  const opened = await services.sealer.open('flow', cookie)
  return opened.kind === 'open' ? (flowSchema.safeParse(opened.value).data ?? null) : null
}

/** Finds the id of the invitation that a form for an address answers. */
export const invitationIn = (flow: Flow | null, email: string): string | undefined =>
  (flow?.kind === 'invited' || flow?.kind === 'sent') && sameAddress(flow.email, email)
    ? flow.cause
    : undefined

/** Keeps the well-formed cookies with these names. Other apps set more for a parent domain. */
export function cookiesNamed(header: string | undefined, names: readonly string[]): string {
  const values = names.map((name) => [name, readCookie(header, name)] as const)
  return values
    .filter(([, value]) => value !== undefined)
    .map((pair) => pair.join('='))
    .join('; ')
}

/** Reads the last cookie of a name; undefined if there is none, or it is malformed. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  const values = (header ?? '').split('; ').flatMap((cookie) => {
    const [, value] = cookie.startsWith(`${name}=`) ? cookie.split('=') : []
    return value !== undefined && cookie === `${name}=${value}` && /^[\w.-]+$/.test(value)
      ? [value]
      : []
  })
  return values.at(-1)
}
