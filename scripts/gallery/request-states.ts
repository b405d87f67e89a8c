import type { Messages } from '#messages/messages.ts'
import { sentFlow } from '#server/http/sent-flow.ts'
import type { State } from './state.ts'
import { unfolded } from './unfolded.ts'
import { ADDRESS } from './visit.ts'

const SENT = '/forgot-password/sent'
const INVITED = '/forgot-password/invited'

const sentTo = (email: string) => sentFlow(email, new Date(), false)

type Errors = Messages['forgotPassword']['errors']

/** A value for each error of the field. */
const WRONG_ADDRESSES: Record<keyof Errors, string> = {
  required: '',
  'no-at': 'ada',
  several: 'ada@example.com, bob@example.com',
  space: 'ada lovelace@example.com',
  'no-name': '@example.com',
  'too-long': `${'ada'.repeat(30)}@example.com`,
  character: 'ada(work)@example.com',
  domain: 'ada@example',
}

const errors = Object.entries(WRONG_ADDRESSES).map(
  ([key, email]): State => ({
    page: '/forgot-password',
    name: `error ${key}`,
    says: ({ forgotPassword }) => [forgotPassword.errors[key as keyof Errors]],
    reach: (visit) => visit.post('/forgot-password', { email }),
  }),
)

/** States of the pages that ask for a link. */
export const REQUEST_STATES: readonly State[] = [
  {
    page: '/forgot-password',
    name: 'empty',
    says: ({ forgotPassword }) => [forgotPassword.title, forgotPassword.email],
    reach: ({ get }) => get('/forgot-password'),
  },
  {
    page: '/forgot-password',
    name: 'languages unfolded',
    says: ({ frame }) => [frame.language],
    reach: unfolded(({ get }) => get('/forgot-password')),
  },
  ...errors,
  {
    page: '/forgot-password/prefilled',
    name: 'with an address',
    says: ({ forgotPassword }) => [forgotPassword.title],
    reach: ({ get }) => get(`/forgot-password?${new URLSearchParams({ email: ADDRESS })}`),
  },
  {
    page: INVITED,
    name: 'opened',
    says: ({ invited, forgotPassword }) => [invited.title, forgotPassword.submit],
    reach: ({ get }) => get(INVITED, { kind: 'invited', email: ADDRESS, cause: 'cause' }),
  },
  {
    page: INVITED,
    name: 'without a cookie',
    says: ({ invited, forgotPassword }) => [invited.title, forgotPassword.email],
    reach: ({ get }) => get(INVITED),
  },
  {
    page: '/forgot-password/change',
    name: 'with the address',
    says: ({ forgotPassword }) => [forgotPassword.title],
    reach: ({ get }) => get('/forgot-password/change', sentTo(ADDRESS)),
  },
  {
    page: SENT,
    name: 'without the address',
    says: ({ sent }) => [sent.title],
    reach: ({ get }) => get(SENT),
  },
  {
    page: SENT,
    name: 'with the address',
    says: ({ sent }) => [sent.title, sent.change, sent.wait],
    reach: ({ get }) => get(SENT, sentTo(ADDRESS)),
  },
  {
    page: SENT,
    name: 'with a long address',
    says: ({ sent }) => [sent.title],
    reach: ({ get }) =>
      get(SENT, sentTo('augusta.ada.king-noel.of.lovelace@analytical-engines.example.com')),
  },
  {
    page: SENT,
    name: 'with a known mailbox',
    says: ({ sent }) => [sent.mailbox],
    reach: ({ get }) => get(SENT, sentTo('ada@gmail.com')),
  },
  {
    page: SENT,
    name: 'with another domain suggested',
    says: ({ sent }) => [sent.suggestion],
    reach: ({ get }) => get(SENT, sentTo('ada@gmial.com')),
  },
  {
    page: SENT,
    name: 'asked again',
    says: ({ sent }) => [sent.resent],
    reach: ({ get }) => get(SENT, sentFlow(ADDRESS, new Date(), true)),
  },
  {
    page: SENT,
    name: 'asked again too early',
    says: ({ sent }) => [sent.wait],
    reach: ({ post }) => post(SENT, {}, sentTo(ADDRESS)),
  },
  {
    page: SENT,
    name: 'help unfolded',
    says: ({ sent }) => [sent.nothing, ...sent.hints],
    reach: unfolded(({ get }) => get(SENT, sentTo(ADDRESS))),
  },
]
