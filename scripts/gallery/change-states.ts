import { typed } from '#e2e/system/form.ts'
import type { Messages } from '#messages/messages.ts'
import { GOOD_PASSWORD } from '#sandbox/remote.ts'
import type { Flow } from '#server/http/cookies.ts'
import { CODE_STATES } from './code-states.ts'
import { LINK_STATES } from './link-states.ts'
import { BRAND_NAME } from './site.ts'
import type { State } from './state.ts'
import { unfolded } from './unfolded.ts'
import { ADDRESS, type Visit } from './visit.ts'

type Words = Messages['changePassword']
type Fields = Record<string, string>

const opened = (email: string | null, subject = 'ada'): Flow => ({
  kind: 'open',
  ticket: { subject, token: 'none', email },
  link: 'a link',
})
const ADA = opened(ADDRESS)

const EXPIRED = '/change-password/expired'

const LETTERS = 'seven quiet rivers and no number'

/** The password for each error of the form, or the steps to it. */
const WRONG_PASSWORDS: Record<
  keyof Words['errors'],
  Fields | ((visit: Visit) => ReturnType<Visit['post']>)
> = {
  required: typed(''),
  'too-short': typed('short'),
  'too-long': typed('long'.repeat(300)),
  unusable: typed('seven quiet \ufffd rivers'),
  address: typed(ADDRESS),
  common: typed('PasswordPassword'),
  names: typed(BRAND_NAME.padEnd(16, '0')),
  breached: typed('correct horse battery staple'),
  refused: async (visit) => {
    const { cookie } = await visit.arrive('strict')
    return visit.post('/change-password', typed(LETTERS), cookie)
  },
  mismatch: { password: GOOD_PASSWORD, confirmPassword: 'another' },
}

const errors = Object.entries(WRONG_PASSWORDS).map(
  ([key, wrong]): State => ({
    page: '/change-password',
    name: `error ${key}`,
    says: ({ changePassword }) => [changePassword.errors[key as keyof Words['errors']]],
    reach: (visit) =>
      typeof wrong === 'function' ? wrong(visit) : visit.post('/change-password', wrong, ADA),
  }),
)

/** Steps to each notice above the form. */
const NOTICES: Record<'unavailable' | 'other-link' | 'unconfirmed', State['reach']> = {
  unavailable: async (visit) => {
    const cookie = await visit.open(await visit.wrongLink('down'))
    return visit.post('/change-password', typed(GOOD_PASSWORD), cookie)
  },
  'other-link': async (visit) => {
    const others = await visit.hidden('/change-password', opened('bob@example.com', 'bob'))
    return visit.post('/change-password', typed(GOOD_PASSWORD), ADA, () => others)
  },
  unconfirmed: async (visit) => {
    const { cookie } = await visit.arrive('times-out')
    return visit.post('/change-password', typed(GOOD_PASSWORD), cookie)
  },
}

const notices = Object.entries(NOTICES).map(
  ([key, reach]): State => ({
    page: '/change-password',
    name: key,
    says: ({ changePassword }) => [changePassword[key as keyof typeof NOTICES].title],
    reach,
  }),
)

const invalidLink = (['invalid', 'expired', 'used', 'gone'] as const).map(
  (reason): State => ({
    page: EXPIRED,
    name: reason,
    says: (words) => [words.invalidLink[reason].title, words.invalidLink.submit],
    reach: ({ get }) => get(EXPIRED, { kind: 'invalid-link', reason, email: ADDRESS }),
  }),
)

/** States of the pages that a link leads to. */
export const CHANGE_STATES: readonly State[] = [
  {
    page: '/change-password',
    name: 'empty',
    says: ({ changePassword }) => [changePassword.title, changePassword.account],
    reach: ({ get }) => get('/change-password', ADA),
  },
  {
    page: '/change-password',
    name: 'without an address',
    says: ({ changePassword }) => [changePassword.title],
    reach: ({ get }) => get('/change-password', opened(null)),
  },
  ...errors,
  ...notices,
  ...CODE_STATES,
  ...LINK_STATES,
  {
    page: '/change-password/done',
    name: 'done',
    says: ({ done }) => [done.title, done.signIn, ADDRESS],
    reach: ({ get }) =>
      get('/change-password/done', { kind: 'done', attempt: 'one', email: ADDRESS }),
  },
  ...invalidLink,
  {
    page: EXPIRED,
    name: 'expired, without an address',
    says: (words) => [words.invalidLink.expired.title],
    reach: ({ get }) => get(EXPIRED, { kind: 'invalid-link', reason: 'expired', email: null }),
  },
  {
    page: EXPIRED,
    name: 'closed',
    says: (words) => [words.invalidLink.closed.title],
    reach: ({ get }) => get(EXPIRED),
  },
  {
    page: EXPIRED,
    name: 'closed, help unfolded',
    says: (words) => [words.invalidLink.cookies.title, words.invalidLink.cookies.withLink],
    reach: unfolded(({ get }) => get(EXPIRED)),
  },
  {
    page: EXPIRED,
    name: 'error no-at',
    says: ({ forgotPassword }) => [forgotPassword.errors['no-at']],
    reach: ({ post }) => post(EXPIRED, { email: 'ada' }),
  },
]
