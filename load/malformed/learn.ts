import { linkIn } from '#sandbox/remote.ts'
import { askForLink, openForm, openLink } from '../form.ts'
import type { World } from '../world.ts'
import type { Known } from './known.ts'

/** Uses a site once, as its attacker would, to learn what there is to be known. */
export async function learn({ siteUrl, sandbox, upstream, host }: World): Promise<Known> {
  const { email } = await sandbox.register(upstream)
  await askForLink(siteUrl, siteUrl, email)
  const { cookie } = await openLink(siteUrl, linkIn(await sandbox.mailTo(email, 1, 60_000)))
  const forms = await Promise.all(
    ['/forgot-password', '/change-password'].map((path) =>
      openForm(`${siteUrl}${path}`, { origin: siteUrl, cookie }),
    ),
  )
  return {
    host,
    origin: siteUrl,
    cookie,
    forms: forms.map(({ hidden }) => hidden),
    actions: forms.map(({ actionId }) => actionId),
  }
}
