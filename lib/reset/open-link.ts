import * as z from 'zod'
import { lowerCase } from '#lib/email-address.ts'
import type { ResetTicket } from '#lib/reset/upstream.ts'
import { invitationSchema } from './invite.ts'
import {
  holdsSealed,
  INVITATION_ACTION,
  NOT_ME_ACTION,
  RESET_ACTION,
  readAction,
} from './link-action.ts'
import { readLinkQuery } from './link-query.ts'
import { notMeSchema } from './not-me.ts'
import type { RequestContext, Services } from './services.ts'
import {
  linkHashesOf,
  linkHashOf,
  type OpenLink,
  type Thread,
  threadSchema,
  ticketSchema,
} from './ticket.ts'

/** Result of opening a link. */
export type OpenedLink = ResetLink | NotMeLink | InvitationLink | OtherLink

/**
 * A reset link. An invalid one has the address that it was for, or null. `locale` is the language that the
 * link was sealed with.
 */
type ResetLink = Thread & { locale?: string | undefined } & (
    | ({ kind: 'open' } & OpenLink)
    | { kind: 'invalid-link'; reason: InvalidReason; email: string | null }
  )

/** The link of a notice, with the address that the notice went to. */
type NotMeLink = { kind: 'not-me' } & z.infer<typeof notMeSchema>

/** The link of an invitation, with the address that it went to. */
type InvitationLink = { kind: 'invited'; email: string; locale: string; cause: string }

/** A link for another program. It is foreign if it holds no sealed token. */
type OtherLink = { kind: 'other-action'; isForeign: boolean }

/** The request of a sealed link. Links of older versions have no language. */
const requestSchema = threadSchema.extend({ locale: z.string().optional() })

type InvalidReason = 'invalid' | 'expired' | 'used'

type Readings = readonly URLSearchParams[]

/** Handlers by the action that a link names. */
const ACTIONS = new Map<string, (services: Services, readings: Readings) => Promise<OpenedLink>>([
  [RESET_ACTION, openReset],
  [NOT_ME_ACTION, openNotMe],
  [INVITATION_ACTION, openInvitation],
])

/**
 * Opens a link without spending it: mail scanners open it too. A sealed link contains the ticket of its
 * customer. The upstream's adapter reads a raw one.
 * @param search the query of the link, still encoded
 */
export async function openLink(
  services: Services,
  context: RequestContext,
  search: string,
): Promise<OpenedLink> {
  const readings = readLinkQuery(search)
  const action = readings.map(readAction).find((name) => ACTIONS.has(name)) ?? ''
  const known = readings.filter((query) => readAction(query) === action)
  const opened = (await ACTIONS.get(action)?.(services, known)) ?? otherLink(readings)
  services.log.info(OPEN.has(opened.kind) ? 'link_opened' : 'link_invalid', {
    outcome: opened.kind === 'invalid-link' ? opened.reason : opened.kind,
    requestId: context.id,
    ...(opened.kind !== 'other-action' && threadSchema.parse(opened)),
  })
  return opened
}

/** Kinds of links that lead to a form. */
const OPEN: ReadonlySet<OpenedLink['kind']> = new Set(['open', 'not-me', 'invited'])

const otherLink = (readings: Readings): OtherLink => ({
  kind: 'other-action',
  isForeign: !readings.some(holdsSealed),
})

/** Opens the first reading that is a link. Sealed tokens go first: no vendor's token looks like one. */
async function openReset(services: Services, readings: Readings): Promise<ResetLink> {
  for (const query of readings) {
    const opened = await openSealed(services, query)
    if (opened) return opened
  }
  for (const query of readings) {
    const ticket = isAmbiguous(query) ? null : services.upstream.readLink?.(query)
    if (ticket) {
      return { ...(await openTicket(services, ticket)), ...(await threadOf(services, ticket)) }
    }
  }
  return { kind: 'invalid-link', reason: 'invalid', email: null }
}

/** Opens the link of a notice. */
function openNotMe(services: Services, readings: Readings) {
  return openWith(services, readings, 'not-me', (value) => {
    const whose = notMeSchema.safeParse(value).data
    return whose && { kind: 'not-me', ...whose }
  })
}

/** Opens the link of an invitation. */
function openInvitation(services: Services, readings: Readings) {
  return openWith(services, readings, 'invitation', (value) => {
    const invited = invitationSchema.safeParse(value).data
    return invited && { kind: 'invited', ...invited }
  })
}

/** Opens a link that holds an address. One that has expired still has it. */
async function openWith(
  { sealer }: Services,
  readings: Readings,
  purpose: 'not-me' | 'invitation',
  read: (value: unknown) => NotMeLink | InvitationLink | undefined,
): Promise<OpenedLink> {
  for (const query of readings) {
    const sealed = await sealer.open(purpose, single(query, 'token') ?? '')
    const link = sealed.kind === 'invalid' ? undefined : read(sealed.value)
    if (link) {
      return sealed.kind === 'open' ? link : { ...link, kind: 'invalid-link', reason: 'expired' }
    }
  }
  return { kind: 'invalid-link', reason: 'invalid', email: null }
}

/** Opens a sealed token. @returns null without one, or if it was sealed for another customer */
async function openSealed(services: Services, query: URLSearchParams): Promise<ResetLink | null> {
  const token = single(query, 'token')
  if (token === null || query.getAll('action').length > 1) return null
  const sealed = await services.sealer.open('link', token)
  if (sealed.kind === 'invalid') return null
  const ticket = ticketSchema.safeParse(sealed.value)
  if (!ticket.success || single(query, 'customerId') !== ticket.data.subject) return null
  const request = requestSchema.catch({}).parse(sealed.value)
  if (sealed.kind === 'expired') return { ...invalidLink('expired', ticket.data), ...request }
  return { ...(await openTicket(services, ticket.data)), ...request }
}

/** Finds the request of a raw link by its customer, and the hash that joins all links of the customer. */
async function threadOf({ pending, sealer }: Services, { subject }: ResetTicket): Promise<Thread> {
  const name = lowerCase(subject)
  const request = await pending.find(name).catch(() => null)
  return { cause: request?.cause, customer: sealer.keyedHash('customer', name) }
}

/** Opens a ticket, unless its link has changed a password already. */
export async function openTicket(services: Services, ticket: ResetTicket): Promise<ResetLink> {
  for (const link of linkHashesOf(services, ticket)) {
    const state = await services.changeLock.stateOf(link).catch(() => UNTRIED)
    if (state.kind === 'used') return invalidLink('used', ticket)
    if (state.kind === 'tried') return { kind: 'open', link, ticket: state.ticket }
  }
  return { kind: 'open', link: linkHashOf(services, ticket), ticket }
}

/** State of a link while the database is down. Opening spends nothing, and a change checks it again. */
const UNTRIED = { kind: 'untried' } as const

/** Checks whether a parameter is repeated, campaign parameters aside. */
function isAmbiguous(query: URLSearchParams): boolean {
  const names = [...query.keys()].filter((name) => !name.startsWith('utm_'))
  return new Set(names).size !== names.length
}

/** Reads a parameter. @returns null if it is missing, empty or repeated */
function single(query: URLSearchParams, name: string): string | null {
  const [value, ...others] = query.getAll(name)
  return value && others.length === 0 ? value : null
}

const invalidLink = (reason: InvalidReason, { email }: ResetTicket): ResetLink => ({
  kind: 'invalid-link',
  reason,
  email,
})
