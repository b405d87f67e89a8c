import type { Behaviour } from '#sandbox/behaviours.ts'
import { linkIn } from '#sandbox/remote.ts'
import { askForLink, isAccepted, openForm, openLink } from './form.ts'
import type { TestEnvironment } from './test-environment.ts'

/** A site with its sandbox. */
export type Place = Pick<TestEnvironment, 'siteUrl' | 'sandbox' | 'upstream'> & {
  /** URL of the server; by default that of the site. */
  readonly serverUrl?: string
}

const PATIENCE_MS = 90_000

/** Creates a customer, and waits for the mail. @throws with the step that fails */
export async function mailed(
  { siteUrl, sandbox, upstream, serverUrl = siteUrl }: Place,
  behaviour: Behaviour = 'normal',
  own: { email?: string; name?: string } = {},
) {
  const customer = await sandbox.register(upstream, behaviour, own)
  const asked = await askForLink(serverUrl, siteUrl, customer.email)
  if (!isAccepted(asked)) throw new Error(`asking for a link is answered with ${asked.status}`)
  return { customer, link: linkIn(await sandbox.mailTo(customer.email, 1, PATIENCE_MS)) }
}

/** Follows a link to its form. @throws when it leads elsewhere */
export async function openChange(siteUrl: string, link: string, serverUrl = siteUrl) {
  const { location, cookie } = await openLink(serverUrl, link)
  if (location !== '/change-password') throw new Error(`the link leads to ${location}`)
  return { cookie, form: await openForm(`${serverUrl}${location}`, { origin: siteUrl, cookie }) }
}

/** Creates a customer who has opened the form for the password, without JavaScript. */
export async function arrive(place: Place, ...who: DropFirst<Parameters<typeof mailed>>) {
  const { customer, link } = await mailed(place, ...who)
  return { customer, link, ...(await openChange(place.siteUrl, link, place.serverUrl)) }
}

type DropFirst<All extends unknown[]> = All extends [unknown, ...infer Rest] ? Rest : never
