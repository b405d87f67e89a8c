import type { Messages } from '#messages/messages.ts'
import type { ProblemKind } from '#server/http/routes.ts'
import type { State } from './state.ts'
import type { Visit } from './visit.ts'

type Problem = Pick<State, 'reach' | 'hasDefaultLanguage'> & {
  readonly words: (words: Messages) => { readonly title: string; readonly lead: string }
}

const ASK = '/forgot-password'

/** Gives a form the action of another build. */
const ofAnotherBuild: Parameters<Visit['post']>[3] = (hidden) =>
  hidden.map(([name, value]) => [name, value.replace(/"id":"\w+"/, `"id":"${'0'.repeat(42)}"`)])

/** Steps to the page of each problem. */
const PROBLEMS: Record<ProblemKind, Problem> = {
  'large-head': {
    words: ({ largeHead }) => largeHead,
    reach: ({ get }) => get(ASK, null, `; other=${'x'.repeat(60_000)}`),
    hasDefaultLanguage: true,
  },
  limited: {
    words: ({ error }) => error.tooMany,
    reach: async ({ post }) => {
      await post(ASK, { email: '' })
      return post(ASK, { email: '' })
    },
  },
  'not-found': {
    words: ({ notFound }) => notFound,
    reach: ({ get }) => get('/no/such/page'),
  },
  outdated: {
    words: ({ outdated }) => outdated,
    reach: ({ post }) => post(ASK, { email: '' }, null, ofAnotherBuild),
  },
  refused: {
    words: ({ refused }) => refused,
    reach: ({ post }) => post(ASK, { email: 'a'.repeat(17_000) }),
  },
}

/** States of the pages that no customer asks for. */
export const PROBLEM_STATES: readonly State[] = [
  {
    page: '/other-action',
    name: 'other action',
    says: ({ otherAction }) => [otherAction.title, otherAction.signIn],
    reach: ({ get }) => get('/other-action'),
  },
  ...Object.entries(PROBLEMS).map(
    ([kind, { words, ...state }]): State => ({
      page: `/problem/${kind as ProblemKind}`,
      name: 'problem',
      says: (messages) => [words(messages).title, words(messages).lead],
      ...state,
    }),
  ),
]
