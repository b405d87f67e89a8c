import type { Messages } from '#messages/messages.ts'
import { sentFlow } from '#server/http/sent-flow.ts'
import type { State } from './state.ts'
import { ADDRESS } from './visit.ts'

type Errors = Messages['withCode']['errors']

const PATH = '/change-password/code'

/** The code for each error of its field. */
const WRONG_CODES: Record<keyof Errors, string> = {
  required: '',
  character: '12 €',
  wrong: 'ABC123',
}

const errors = Object.entries(WRONG_CODES).map(
  ([key, code]): State => ({
    page: PATH,
    name: `error ${key}`,
    says: ({ withCode }) => [withCode.errors[key as keyof Errors]],
    reach: ({ post }) => post(PATH, { email: ADDRESS, code }),
  }),
)

/** States of the page that takes a typed code. */
export const CODE_STATES: readonly State[] = [
  {
    page: PATH,
    name: 'empty',
    says: ({ withCode }) => [withCode.title, withCode.code],
    reach: ({ get }) => get(PATH),
  },
  {
    page: PATH,
    name: 'with the address',
    says: ({ withCode }) => [withCode.title],
    reach: ({ get }) => get(PATH, sentFlow(ADDRESS, new Date(), false)),
  },
  ...errors,
]
