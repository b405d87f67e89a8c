import * as z from 'zod'
import { text, url } from '#lib/config-fields.ts'
import { defineUpstream } from '#upstreams/define-upstream.ts'
import { betterez as createBetterez } from './adapter.ts'

/** Betterez, which mails its own link. */
export const betterez = defineUpstream({
  variables: z.object({
    BETTEREZ_API_URL: url.default('https://api.betterez.com'),
    BETTEREZ_API_KEY: text,
    BETTEREZ_ACCOUNT_ID: text.regex(/^[0-9a-f]{24}$/i, 'must be 24 hexadecimal digits'),
    BETTEREZ_APP_NAME: text,
  }),
  mailsLink: () => true,
  open: (env, fetch) =>
    createBetterez(
      {
        apiUrl: env.BETTEREZ_API_URL,
        apiKey: env.BETTEREZ_API_KEY,
        accountId: env.BETTEREZ_ACCOUNT_ID,
        appName: env.BETTEREZ_APP_NAME,
      },
      fetch,
    ),
})
