import type { Flow } from '#server/http/cookies.ts'
import type { State } from './state.ts'
import { unfolded } from './unfolded.ts'
import { ADDRESS } from './visit.ts'

const PATH = '/not-me'

const flowFor = (email: string): Flow => ({ kind: 'not-me', email })

/** States of the pages behind the link of a notice. */
export const NOT_ME_STATES: readonly State[] = [
  {
    page: PATH,
    name: 'opened',
    says: ({ notMe }) => [notMe.title, notMe.submit],
    reach: ({ get }) => get(PATH, flowFor(ADDRESS)),
  },
  {
    page: PATH,
    name: 'help unfolded',
    says: ({ notMe }) => [notMe.mailbox.title, ...notMe.mailbox.hints],
    reach: unfolded(({ get }) => get(PATH, flowFor(ADDRESS))),
  },
  {
    page: PATH,
    name: 'closed',
    says: ({ invalidLink }) => [invalidLink.closed.title],
    reach: ({ get }) => get(PATH),
  },
  {
    page: PATH,
    name: 'other-link',
    says: ({ changePassword }) => [changePassword['other-link'].title],
    reach: async ({ hidden, post }) => {
      const others = await hidden(PATH, flowFor('bob@example.com'))
      return post(PATH, {}, flowFor(ADDRESS), () => others)
    },
  },
  {
    page: '/not-me/sent',
    name: 'sent',
    says: ({ sent, notMe }) => [sent.title, notMe.sent],
    reach: ({ get }) => get('/not-me/sent'),
  },
]
