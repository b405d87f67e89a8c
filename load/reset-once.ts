import { linkIn } from '#sandbox/remote.ts'
import { askForLink, isAccepted, isDone, openForm, openLink, typed } from './form.ts'
import type { World } from './world.ts'

type Place = Pick<World, 'siteUrl' | 'sandbox' | 'upstream'>

const PASSWORD = 'seven quiet rivers 7'

/** A customer's whole journey, without script. @throws with the step that fails */
export async function resetOnce({ siteUrl, sandbox, upstream }: Place): Promise<void> {
  const customer = await sandbox.register(upstream)
  const asked = await askForLink(siteUrl, siteUrl, customer.email)
  if (!isAccepted(asked)) throw new Error(`asking for a link is answered with ${asked.status}`)
  const link = linkIn(await sandbox.mailTo(customer.email, 1, 60_000))
  const { location, cookie } = await openLink(siteUrl, link)
  if (location !== '/change-password') throw new Error(`the link leads to ${location}`)
  const form = await openForm(`${siteUrl}${location}`, { origin: siteUrl, cookie })
  const changed = await form.post(typed(PASSWORD))
  if (!isDone(changed)) throw new Error(`the change is answered with ${changed.status}`)
}
