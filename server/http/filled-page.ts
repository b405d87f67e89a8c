import { checkAddress, readSentAddress } from '#lib/email-address.ts'
import type { Services } from '#lib/reset/services.ts'
import { accountOf } from '#lib/reset/ticket.ts'
import type { Locale } from '#messages/locales.ts'
import { isDevelopment } from '#server/config/config.ts'
import { cachedByKey } from './cached-by-key.ts'
import { addressIn, type Flow, readFlow } from './cookies.ts'
import { renderPage } from './page-cache.ts'
import { createTemplate, fillTemplate, type PageTemplate } from './page-template.ts'
import type { PagePath } from './routes.ts'

/** The values of a visitor that a page shows. */
type Visitor = {
  readonly flow: Flow | null
  /** The address in the flow, or in the query of the shop's link; null for a page without one. */
  readonly email: string | null
}

const SAMPLE = { local: 'samplelocal7d1f', domain: 'sampledomain7d1f.example' }
/** The page that also takes its flow from the query, for browsers without cookies. */
const DONE = '/change-password/done'

const SAMPLE_TICKET = { subject: 'sample', token: 'none' }

const shared = globalThis as typeof globalThis & {
  passwordResetTemplates?: Map<string, Promise<PageTemplate>>
}

/**
 * Fills the cached template of a page that shows a visitor's own values. Rendering it would cost the
 * server five times as much.
 * @returns null for a page, a visitor or an address that only Next can render
 */
export async function filledPage(
  services: Services,
  locale: Locale,
  path: PagePath,
  query: URLSearchParams,
  cookie: string | undefined,
): Promise<string | null> {
  const visitor = isDevelopment ? null : await visitorOf(services, path, query, cookie)
  const { email = null } = visitor ?? {}
  if (!visitor || (email !== null && !PLAIN_ADDRESS.test(email))) return null
  const [local = '', domain = ''] = email?.split('@') ?? []
  const account = accountIn(services, visitor.flow)
  return fillTemplate(await cachedTemplate(services, `/${locale}${path}`, visitor), {
    local,
    domain,
    account,
  })
}

/** An address with one `@`. Next's data writes a longer one in another form. */
const PLAIN_ADDRESS = /^[^@\s\p{C}]{1,64}@[\w.-]{1,189}$/u

/** Reads the values that the page shows; null for a page that redirects, or shows no such values. */
async function visitorOf(
  services: Services,
  path: PagePath,
  query: URLSearchParams,
  cookie: string | undefined,
): Promise<Visitor | null> {
  if (path === '/forgot-password/prefilled') {
    const [sent = '', ...others] = query.getAll('email')
    const address = others.length === 0 ? readSentAddress(sent) : ''
    return { flow: null, email: address === '' ? null : address }
  }
  const sealed = path === DONE ? (query.get('flow') ?? cookie) : cookie
  const flow = await readFlow(services, sealed)
  switch (path) {
    case DONE:
      return flow?.kind === 'done' ? { flow, email: flow.email } : null
    case '/change-password':
      return flow?.kind === 'open' ? { flow, email: flow.ticket.email } : null
    case '/change-password/expired':
      // The page has another form for an address that we could not send to.
      return isSendable(addressIn(flow)) ? { flow, email: addressIn(flow) } : null
    case '/change-password/code':
    case '/forgot-password/change':
      return { flow, email: addressIn(flow) }
    case '/forgot-password/invited':
      return flow?.kind === 'invited' ? { flow, email: flow.email } : { flow: null, email: null }
    case '/forgot-password/sent':
      return sentVisitor(flow)
    default:
      return null
  }
}

const isSendable = (email: string | null) => email === null || checkAddress(email) === null

/** Leaves pages that few customers see to Next: their templates would be many. */
function sentVisitor(flow: Flow | null): Visitor | null {
  if (flow?.kind !== 'sent') return { flow: null, email: null }
  return flow.isAgain || flow.suggestion !== null ? null : { flow, email: flow.email }
}

/** Renders the page for a visitor of the same kind with sample values, once. */
function cachedTemplate(services: Services, path: string, visitor: Visitor): Promise<PageTemplate> {
  shared.passwordResetTemplates ??= new Map()
  const sample = sampleVisitor(visitor)
  const key = JSON.stringify([path, sample])
  return cachedByKey(shared.passwordResetTemplates, key, () =>
    renderTemplate(services, path, sample),
  )
}

async function renderTemplate(services: Services, path: string, { flow, email }: Visitor) {
  const query = email !== null && flow === null ? `?email=${encodeURIComponent(email)}` : ''
  const html = await renderPage(services, `${path}${query}`, flow)
  const samples = { ...SAMPLE, account: accountIn(services, flow) }
  // Next repeats the query in its data, but no page reads it there.
  return createTemplate(query ? html.replaceAll(query, '') : html, samples)
}

/** Replaces a visitor's own values, so that visitors with the same page share one template. */
function sampleVisitor({ flow, email }: Visitor): Visitor {
  const sample = email === null ? null : `${SAMPLE.local}@${SAMPLE.domain}`
  switch (flow?.kind) {
    case 'open':
      return {
        flow: { kind: 'open', ticket: { ...SAMPLE_TICKET, email: sample }, link: '' },
        email: sample,
      }
    case 'invalid-link':
      return { flow: { ...flow, email: sample }, email: sample }
    case 'sent':
      return {
        flow: { ...flow, email: sample ?? '', askedAt: 0, cause: undefined },
        email: sample,
      }
    case 'invited':
      return { flow: { ...flow, email: sample ?? '', cause: '' }, email: sample }
    case 'done':
      return { flow: { ...flow, attempt: '', email: sample }, email: sample }
    default:
      return { flow: null, email: sample }
  }
}

/** Computes the account hash in the form of an opened link; empty for a page without that form. */
const accountIn = (services: Services, flow: Flow | null): string =>
  flow?.kind === 'open' ? accountOf(services, flow.ticket) : ''
