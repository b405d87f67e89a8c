import { vendors } from '#sandbox/vendors.ts'
import type { UpstreamName } from '#upstreams/registry.ts'

/** Log lines of a customer's request, by its outcome. The sandbox calls a webhook twice. */
const KNOWN = {
  sent: ['reset_requested sent'],
  deliver: ['reset_requested deliver', 'reset_mail_sent reset-link'],
  pending: [
    ...['reset_requested pending', 'reset_mail_sent reset-link'],
    ...['webhook_received accepted', 'webhook_received accepted'],
  ],
}

/** Lists the log lines of a request for a customer's address and for an unknown one. */
export const requestLines = (upstream: UpstreamName) => {
  const { known, unknown } = vendors[upstream].traits
  const accepted = 'reset_requested accepted'
  return {
    known: [accepted, ...KNOWN[known]],
    unknown: [accepted, `reset_requested ${unknown}`],
  }
}
