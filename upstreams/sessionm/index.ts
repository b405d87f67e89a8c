import * as z from 'zod'
import { flag, text, url } from '#lib/config-fields.ts'
import { defineUpstream } from '#upstreams/define-upstream.ts'
import { sessionm as createSessionM } from './adapter.ts'

/** SessionM, which gives us the token or, if set up so, mails it. */
export const sessionm = defineUpstream({
  variables: z.object({
    SESSIONM_API_URL: url,
    SESSIONM_API_KEY: text,
    SESSIONM_API_SECRET: text,
    SESSIONM_SENDS_EMAIL: flag,
  }),
  mailsLink: ({ SESSIONM_SENDS_EMAIL }) => SESSIONM_SENDS_EMAIL === 'true',
  open: (env, fetch) =>
    createSessionM(
      {
        apiUrl: env.SESSIONM_API_URL,
        apiKey: env.SESSIONM_API_KEY,
        apiSecret: env.SESSIONM_API_SECRET,
        sendsEmail: env.SESSIONM_SENDS_EMAIL,
      },
      fetch,
    ),
})
