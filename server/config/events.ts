import * as z from 'zod'
import { exactUrl, secret } from '#lib/config-fields.ts'
import { signingSecret } from './mail.ts'

/** Receiver of the events for the company's own programs. */
export type EventsConfig = { readonly url: string; readonly secret: string }

/** Checks whether a URL has no credentials: `fetch` refuses them. */
const hasNoCredentials = (value: string) => {
  const { username, password } = new URL(value)
  return !(username || password)
}

/** Variables of the events. */
export const eventsFields = {
  EVENTS_URL: exactUrl
    .refine(hasNoCredentials, 'must not hold a username or a password')
    .optional(),
  EVENTS_SECRET: secret(signingSecret.optional()),
}

const schema = z.object(eventsFields)

/** Builds the settings of the events from their variables. @returns null without a receiver */
export const readEvents = ({
  EVENTS_URL: url,
  EVENTS_SECRET,
}: z.infer<typeof schema>): EventsConfig | null =>
  url && EVENTS_SECRET ? { url, secret: EVENTS_SECRET } : null
