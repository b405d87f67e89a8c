import type { Messages } from '#messages/messages.ts'
import type { State } from './state.ts'
import { unfolded } from './unfolded.ts'
import { ADDRESS } from './visit.ts'

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
    page: '/forgot-password/sent',
    name: 'with the address',
    says: ({ sent }) => [sent.title, sent.change],
    reach: ({ get }) => get('/forgot-password/sent', { kind: 'sent', email: ADDRESS }),
  },
  {
    page: '/forgot-password/sent',
    name: 'with a long address',
    says: ({ sent }) => [sent.title],
    reach: ({ get }) => {
      const email = 'augusta.ada.king-noel.countess.of.lovelace@analytical-engines.example.com'
      return get('/forgot-password/sent', { kind: 'sent', email })
    },
  },
  {
    page: '/forgot-password/sent',
    name: 'help unfolded',
    says: ({ sent }) => [sent.nothing, ...sent.hints.slice(0, 2)],
    reach: unfolded(({ get }) => get('/forgot-password/sent', { kind: 'sent', email: ADDRESS })),
  },
  {
    page: '/forgot-password/sent',
    name: 'without the address',
    says: ({ sent }) => [sent.title],
    reach: ({ get }) => get('/forgot-password/sent'),
  },
]
