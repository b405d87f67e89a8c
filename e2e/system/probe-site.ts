import { arrive } from './arrive.ts'
import { openForm } from './form.ts'
import type { TestEnvironment } from './test-environment.ts'

/** Knowledge of an attacker who has used the site once. */
export type SiteKnowledge = {
  readonly host: string
  readonly origin: string
  /** Action ids of both forms. */
  readonly actions: readonly string[]
  /** Hidden fields of both forms. */
  readonly forms: readonly (readonly (readonly [name: string, value: string])[])[]
  /** The attacker's own flow cookie. */
  readonly cookie: string
}

/** Uses a site once, as an attacker would. */
export async function probeSite(environment: TestEnvironment): Promise<SiteKnowledge> {
  const { host, siteUrl: origin } = environment
  const { cookie, form: change } = await arrive(environment)
  const forms = [await openForm(`${origin}/forgot-password`, { origin, cookie }), change]
  return {
    host,
    origin,
    cookie,
    forms: forms.map(({ hidden }) => hidden),
    actions: forms.map(({ actionId }) => actionId),
  }
}
