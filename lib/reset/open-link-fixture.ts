import type { Upstream } from '#lib/reset/upstream.ts'
import { ticket } from './fake-services.ts'

/** The outcome of a link that opens nothing. */
export const INVALID = { kind: 'invalid-link', reason: 'invalid', email: null }

/** An upstream that changes any password, and reads raw links. */
export const raw: Partial<Upstream> = {
  resetPassword: async () => ({ kind: 'changed', email: null }),
  readLink: (query) => {
    const [subject, token] = [query.get('customerId'), query.get('token')]
    return subject && token?.startsWith('raw') ? { subject, token, email: null } : null
  },
}

/** Writes the query of a link. */
export const query = (token: string, others: Record<string, string> = {}) =>
  `?${new URLSearchParams({ action: 'resetPwd', customerId: ticket.subject, token, ...others })}`
