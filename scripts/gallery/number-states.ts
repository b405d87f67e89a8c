import type { Messages } from '#messages/messages.ts'
import { sentFlow } from '#server/http/sent-flow.ts'
import type { State } from './state.ts'

type Errors = Messages['customerNumber']['errors']

const ASK = '/forgot-password'

/** A value for each error of the field. */
const WRONG: Record<keyof Errors, string> = { required: '', 'no-at': '12' }

const errors = Object.entries(WRONG).map(
  ([key, email]): State => ({
    page: ASK,
    name: `number, error ${key}`,
    says: ({ customerNumber }) => [customerNumber.errors[key as keyof Errors]],
    reach: ({ post }) => post(ASK, { email }),
  }),
)

/** States of a site that takes a customer number as well as an address. */
export const NUMBER_STATES: readonly State[] = [
  {
    page: ASK,
    name: 'number, empty',
    says: ({ customerNumber }) => [customerNumber.label, customerNumber.lead],
    reach: ({ get }) => get(ASK),
  },
  ...errors,
  {
    page: '/forgot-password/sent',
    name: 'number, sent',
    says: ({ customerNumber }) => [customerNumber.name, customerNumber.sent],
    reach: ({ get }) => get('/forgot-password/sent', sentFlow('123-456-789', new Date(), false)),
  },
]
