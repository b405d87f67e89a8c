import { isDone, typed } from '#e2e/system/form.ts'
import type { Messages } from '#messages/messages.ts'
import { GOOD_PASSWORD } from '#sandbox/remote.ts'
import type { State } from './state.ts'
import { ADDRESS, type Visit } from './visit.ts'

type Errors = Messages['withLink']['errors']

const PATH = '/change-password/with-link'
const TICKET = { subject: 'ada', token: 'none', email: ADDRESS }

const spend = async ({ arrive }: Visit) => {
  const { form, link } = await arrive()
  if (!isDone(await form.post(typed(GOOD_PASSWORD)))) throw new Error('the link is not spent')
  return link
}

/** The link for each error of its field. */
const WRONG_LINKS: Record<keyof Errors, (visit: Visit) => string | Promise<string>> = {
  required: () => '',
  'no-link': () => 'Hello Ada,',
  invalid: () => 'https://account.example.com/actions?action=resetPwd&customerId=1&token=2',
  expired: ({ link }) => link(TICKET, -60),
  used: spend,
  gone: ({ wrongLink }) => wrongLink(),
}

const errors = Object.entries(WRONG_LINKS).map(
  ([key, linkOf]): State => ({
    page: PATH,
    name: `error ${key}`,
    says: ({ withLink }) => [withLink.errors[key as keyof Errors]],
    reach: async (visit) =>
      visit.post(PATH, { ...typed(GOOD_PASSWORD), link: await linkOf(visit) }),
  }),
)

/** States of the page that takes a pasted link. */
export const LINK_STATES: readonly State[] = [
  {
    page: PATH,
    name: 'empty',
    says: ({ withLink }) => [withLink.title, withLink.link],
    reach: ({ get }) => get(PATH),
  },
  ...errors,
  {
    page: PATH,
    name: 'error of the password',
    says: ({ changePassword }) => [changePassword.errors.common],
    reach: async ({ link, post }) =>
      post(PATH, { ...typed('PasswordPassword'), link: await link(TICKET) }),
  },
]
