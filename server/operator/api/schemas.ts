import * as z from 'zod'
import { readTypedAddress } from '#lib/email-address.ts'
import { messagesFor } from '#messages/messages.ts'

/** A language tag as customer files have it: `de`, `pt-BR`, `zh_CN`. */
const LANGUAGE = /^[a-z]{2,3}([-_][a-z\d]{2,8})*$/i

const FAULTS = messagesFor('en').forgotPassword.errors

const LANGUAGE_FAULT = 'Send a language tag such as de or pt-BR'
const KEY_FAULT = 'Send a name of 1 to 255 visible ASCII characters for this request'

const isMissing = ({ input }: { readonly input?: unknown }) => input === undefined

/** Body of a request for a mail. */
export const requestBody = z.strictObject({
  email: z
    .string({ error: (issue) => (isMissing(issue) ? FAULTS.required : 'Send the address as text') })
    .max(1000, FAULTS['too-long'])
    .transform((typed, { issues }) => {
      const { address, fault } = readTypedAddress(typed)
      if (fault) issues.push({ code: 'custom', message: FAULTS[fault], input: typed })
      return address ?? typed
    })
    .meta({ description: 'The address of one customer. It may have no account.' }),
  locale: z
    .string(LANGUAGE_FAULT)
    .max(35, LANGUAGE_FAULT)
    .regex(LANGUAGE, LANGUAGE_FAULT)
    .optional()
    .meta({
      description:
        'Language of the mail, such as `de` or `pt-BR`. The default language of the site where it offers no such language.',
    }),
  idempotencyKey: z
    .string(KEY_FAULT)
    .regex(/^[\x21-\x7e]{1,255}$/, KEY_FAULT)
    .meta({
      description:
        'A name of your choice for this request. Sent again with the same key, it has no second effect.',
    }),
  kind: z.enum(['reset', 'invitation'], 'Send reset or invitation').default('reset').meta({
    description:
      '`reset`: the customer wants a link now. `invitation`: you ask the customer to choose a password; the link opens the form.',
  }),
})

/** Body of a request for a mail. */
export type RequestBody = z.infer<typeof requestBody>

const cause = z.uuid().meta({
  description: 'Id of the reset, the same as `cause` in the log.',
})

/** Answer to a request that was accepted. */
export const acceptedAnswer = z.strictObject({ cause })

/** Answer with the rights of a key. */
export const keyAnswer = z.strictObject({
  name: z.string().meta({ description: 'Name of the key in API_KEYS.' }),
  seesAccounts: z.boolean().meta({ description: 'True for a key with `see-accounts`.' }),
})

const time = z.iso.datetime()

/** States of a reset, in the order in which they are reached. */
const STATES = ['accepted', 'mailed', 'delivered', 'opened', 'changed', 'failed'] as const

/** State of a reset. */
export const stateAnswer = z.strictObject({
  cause,
  state: z.enum(STATES).meta({
    description: 'A key without `see-accounts` is told `accepted` and `failed` only.',
  }),
  reason: z.enum(['limited', 'no-account', 'not-delivered', 'not-sent']).optional().meta({
    description:
      'Reason of `failed`: the address was asked for too often; it has no account; its mail server refused the mail; or the mail could not be sent.',
  }),
  times: z
    .strictObject({
      accepted: time.optional(),
      mailed: time.optional(),
      delivered: time.optional(),
      opened: time.optional(),
      responded: time.optional().meta({
        description: 'The invited customer has asked for a link. Mail scanners never do.',
      }),
      changed: time.optional(),
    })
    .meta({ description: 'First time of each step. `delivered` needs the webhook of Resend.' }),
})

/** Answer with the state of a reset. */
export type StateAnswer = z.infer<typeof stateAnswer>

/** A problem. @see RFC 9457 */
export const problem = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  cause: cause.optional().meta({ description: 'With 409: the reset that has this key.' }),
  errors: z
    .array(z.strictObject({ pointer: z.string(), detail: z.string() }))
    .optional()
    .meta({ description: 'With 422: faults of the body, each with its JSON pointer.' }),
})
