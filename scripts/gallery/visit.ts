import { arrive } from '#e2e/system/arrive.ts'
import { openForm, openLink } from '#e2e/system/form.ts'
import { cookieOf, sealerOf } from '#e2e/system/sealed.ts'
import type { TestEnvironment } from '#e2e/system/test-environment.ts'
import { RESET_ACTION } from '#lib/reset/link-action.ts'
import { later } from '#lib/reset/services.ts'
import type { ResetTicket } from '#lib/reset/upstream.ts'
import type { Locale } from '#messages/locales.ts'
import type { Behaviour } from '#sandbox/behaviours.ts'
import type { Flow } from '#server/http/cookies.ts'
import { LANGUAGE_COOKIE } from '#server/http/language.ts'

/** A page as a browser got it. */
export type Shown = {
  readonly url: string
  readonly html: string
  /** Cookies of the browser. */
  readonly cookie: string
}

type Fields = readonly (readonly [name: string, value: string])[]

/** A visit in one language. */
export type Visit = ReturnType<typeof visitAt>

/** Address of the customer in most states. */
export const ADDRESS = 'ada@example.com'

const HOUR = 60 * 60

/**
 * Drives a site as a browser without JavaScript does, in one language.
 * @param client address of the client, which rate limits count by
 */
export function visitAt({ server: _, ...place }: TestEnvironment, locale: Locale, client: string) {
  const { siteUrl, upstream } = place
  const sealer = sealerOf(upstream)
  /** @param flow the flow of the browser, or the cookie with it */
  const cookiesWith = async (flow: Flow | string | null) => {
    const own = typeof flow === 'string' || !flow ? flow : await cookieOf(upstream, flow)
    return [`${LANGUAGE_COOKIE}=${locale}`, own].filter(Boolean).join('; ')
  }
  const headersWith = (cookie: string) => ({
    accept: 'text/html',
    cookie,
    'x-forwarded-for': client,
  })
  const hiddenFields = async (path: string, cookie: string): Promise<Fields> =>
    (await openForm(`${siteUrl}${path}`, { origin: siteUrl, cookie })).hidden
  return {
    client,

    /** Opens a page. */
    async get(path: string, flow: Flow | string | null = null, extra = ''): Promise<Shown> {
      const cookie = await cookiesWith(flow)
      const headers = headersWith(cookie + extra)
      const answer = await fetch(`${siteUrl}${path}`, { headers, redirect: 'manual' })
      return { url: `${siteUrl}${path}`, html: await answer.text(), cookie }
    },

    /**
     * Posts the form of a page.
     * @param alter changes the hidden fields before they are sent
     */
    async post(
      path: string,
      fields: Record<string, string>,
      flow: Flow | string | null = null,
      alter: (hidden: Fields) => Fields = (hidden) => hidden,
    ): Promise<Shown> {
      const cookie = await cookiesWith(flow)
      const hidden = alter(await hiddenFields(path, cookie))
      const body = new FormData()
      for (const [name, value] of [...hidden, ...Object.entries(fields)]) body.append(name, value)
      const headers = { ...headersWith(cookie), origin: siteUrl }
      const url = `${siteUrl}${path}`
      const answer = await fetch(url, { method: 'POST', headers, body, redirect: 'manual' })
      return { url, html: await answer.text(), cookie }
    },

    /** Reads the hidden fields of a page's form. */
    hidden: async (path: string, flow: Flow) => hiddenFields(path, await cookiesWith(flow)),

    /** Creates a customer who has opened a link. */
    arrive: (behaviour?: Behaviour) => arrive(place, behaviour),

    /** Registers a customer. @returns a link of the vendor's own with a wrong code */
    async wrongLink(behaviour?: Behaviour): Promise<string> {
      const { email } = await place.sandbox.register(upstream, behaviour)
      return `${siteUrl}/change_password?${new URLSearchParams({ username: email, token: 'ABC123' })}`
    },

    /** Opens a link. @returns the cookie of the browser */
    open: async (link: string) => (await openLink(siteUrl, link)).cookie,

    /** Seals a ticket into a link. */
    async link(ticket: ResetTicket, lifetime = HOUR): Promise<string> {
      const token = await sealer.seal('link', ticket, later(new Date(), lifetime))
      const query = { action: RESET_ACTION, customerId: ticket.subject, token }
      return `${siteUrl}/actions?${new URLSearchParams(query)}`
    },
  }
}
