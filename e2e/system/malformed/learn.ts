import { arrive } from '#e2e/system/arrive.ts'
import { openForm } from '#e2e/system/form.ts'
import type { World } from '#e2e/system/world.ts'
import type { Known } from './known.ts'

/** Uses a site once, as its attacker would, to learn what there is to be known. */
export async function learn(world: World): Promise<Known> {
  const { host, siteUrl: origin } = world
  const { cookie, form: change } = await arrive(world)
  const forms = [await openForm(`${origin}/forgot-password`, { origin, cookie }), change]
  return {
    host,
    origin,
    cookie,
    forms: forms.map(({ hidden }) => hidden),
    actions: forms.map(({ actionId }) => actionId),
  }
}
