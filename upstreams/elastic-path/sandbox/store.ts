import { derivedUuid } from '#sandbox/identifiers.ts'
import { credentials } from '#upstreams/elastic-path/sandbox/credentials.ts'

/** States of a store: with nothing, a part or all of the set-up for resets. */
export const STATES = ['bare', 'half', 'right'] as const

/** A password profile. */
export type Profile = { name: string; enable_one_time_password_token: boolean }

/** An integration: a webhook for events. */
export type Integration = {
  readonly id: string
  name: string
  description?: string | undefined
  enabled: boolean
  observes: string[]
  configuration: { url: string; secret_key?: string | undefined }
}

/** A delivery of an event to a webhook. `status` is null without an answer. */
type Delivered = { readonly integration: string; readonly status: number | null }

/** A store with its settings, profiles and integrations. */
export type Store = ReturnType<typeof createStore>

const EVENT = 'one-time-password-token-request.created'

/** Creates a store of Elastic Path with its settings, password profiles and integrations. */
export const createStore = (site: string) => {
  const profiles = new Map<string, Profile>()
  const integrations = new Map<string, Integration>()
  const logs: Delivered[] = []
  const store = {
    selfManagement: 'disabled',
    /** True if an application key may change settings. */
    mayWrite: true,
    profiles,
    integrations,
    logs,
    /** Puts the store into a state. */
    reset(state: (typeof STATES)[number]): void {
      profiles.clear()
      integrations.clear()
      logs.length = 0
      store.mayWrite = true
      store.selfManagement = state === 'right' ? 'update_only' : 'disabled'
      if (state === 'bare') return
      const isRight = state === 'right'
      const profile = { name: 'Customers', enable_one_time_password_token: isRight }
      profiles.set(credentials.passwordProfileId, profile)
      const id = derivedUuid('integration', 4)
      integrations.set(id, {
        id,
        name: 'One Time Password notification',
        description: 'Send one time password notification',
        enabled: isRight,
        observes: [EVENT],
        configuration: {
          url: `${site}/one-time-password-token-notification`,
          secret_key: credentials.webhookSecret,
        },
      })
    },
    /** Lists the webhooks that get the event with a code. */
    observers: (): Integration[] =>
      [...integrations.values()].filter(
        ({ enabled, observes }) => enabled && observes.includes(EVENT),
      ),
  }
  store.reset('right')
  return store
}
