import type { ResetTicket } from '#lib/upstream/upstream.ts'
import { readLinkQuery } from './link-query.ts'
import type { Site, Visit } from './site.ts'
import { linkOf, type OpenLink, ticketSchema } from './ticket.ts'

/** What a link turned out to be. A dead one tells the address it was for, if it is ours. */
export type OpenedLink =
  | ({ kind: 'open' } & OpenLink)
  | { kind: 'dead'; reason: DeadLink; email: string | null }

type DeadLink = 'invalid' | 'expired' | 'used'

/**
 * Reads a link without spending it: a mail scanner can do this a hundred times. A link of ours is
 * known by its seal, and holds the customer it was made for; a raw one is left to the vendor's file.
 * @param search the query of the link, still encoded
 */
export async function openLink(site: Site, visit: Visit, search: string): Promise<OpenedLink> {
  const opened = await read(site, readLinkQuery(search))
  const outcome = opened.kind === 'open' ? 'open' : opened.reason
  site.log.info(opened.kind === 'open' ? 'link_opened' : 'link_invalid', {
    outcome,
    requestId: visit.id,
  })
  return opened
}

async function read(site: Site, query: URLSearchParams): Promise<OpenedLink> {
  const token = single(query, 'token')
  if (token === null || !isReset(query)) return INVALID
  const sealed = await site.sealer.open('link', token)
  if (sealed.kind === 'foreign') return readRaw(site, query)
  const ticket = ticketSchema.safeParse(sealed.value)
  if (!ticket.success || single(query, 'customerId') !== ticket.data.subject) return INVALID
  if (sealed.kind === 'expired') return dead('expired', ticket.data)
  return unlessUsed(site, ticket.data)
}

async function readRaw(site: Site, query: URLSearchParams): Promise<OpenedLink> {
  if (isAmbiguous(query)) return INVALID
  const ticket = site.upstream.readLink?.(query)
  return ticket ? unlessUsed(site, ticket) : INVALID
}

async function unlessUsed(site: Site, ticket: ResetTicket): Promise<OpenedLink> {
  const link = linkOf(site, ticket)
  const state = await site.attempts.find(link).catch(() => UNTRIED)
  if (state.kind === 'used') return dead('used', ticket)
  return { kind: 'open', link, ticket: state.kind === 'tried' ? state.ticket : ticket }
}

/** Nobody can tell while the database is away; opening spends nothing, and a change asks again. */
const UNTRIED = { kind: 'untried' } as const

/** Whether a parameter is there twice; what campaigns add to links says nothing to us. */
function isAmbiguous(query: URLSearchParams): boolean {
  const names = [...query.keys()].filter((name) => !name.startsWith('utm_'))
  return new Set(names).size !== names.length
}

/** A link may leave out its action; it may not name another one. */
const isReset = (query: URLSearchParams) =>
  !query.has('action') || single(query, 'action') === 'resetPwd'

/** The value of a parameter that is there exactly once. */
function single(query: URLSearchParams, name: string): string | null {
  const [value, ...others] = query.getAll(name)
  return value && others.length === 0 ? value : null
}

const INVALID: OpenedLink = { kind: 'dead', reason: 'invalid', email: null }

const dead = (reason: DeadLink, { email }: ResetTicket): OpenedLink => ({
  kind: 'dead',
  reason,
  email,
})
