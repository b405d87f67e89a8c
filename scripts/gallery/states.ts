import { CHANGE_STATES } from './change-states.ts'
import { NOT_ME_STATES } from './not-me-states.ts'
import { PROBLEM_STATES } from './problem-states.ts'
import { REQUEST_STATES } from './request-states.ts'
import type { State } from './state.ts'

/** All states of all pages that can be reached without JavaScript. */
export const STATES: readonly State[] = [
  ...REQUEST_STATES,
  ...CHANGE_STATES,
  ...NOT_ME_STATES,
  ...PROBLEM_STATES,
]
