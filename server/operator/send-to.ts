import { randomUUID } from 'node:crypto'
import { type CheckResult, fail, ok, unknown } from '#lib/check-result.ts'
import type { Progress } from '#lib/reset/progress.ts'
import { followReset, type Patience, type Proof } from '#lib/reset/proof.ts'
import type { Config } from '#server/config/config.ts'
import { makeProbe } from '#server/http/probe.ts'
import { upstreams } from '#upstreams/registry.ts'
import type { CheckContext } from './checks.ts'
import { postForm } from './site-checks.ts'

const SECOND = 1000

/** Patience of a person at a terminal. */
const SHORT: Patience = {
  mailMs: 60 * SECOND,
  deliveryMs: 60 * SECOND,
  pauseMs: SECOND,
}

/**
 * Asks for a real reset with the site's own form, and follows its mail: the proof from end to end. The
 * customer's password stays as it is.
 * @param email of a customer of the upstream
 */
export async function sendTo(
  { config, sealer, fetch }: Pick<CheckContext, 'config' | 'sealer' | 'fetch'>,
  email: string,
  progress: Pick<Progress, 'find'>,
  patience: Patience = SHORT,
): Promise<CheckResult[]> {
  const cause = randomUUID()
  const asked = await postForm(fetch, config, { email, probe: makeProbe(sealer, cause) })
  const form = { ...asked, id: 'reset.form' }
  if (form.state !== 'ok') return [form]
  const isTold = isDeliveryKnown(config)
  const proof = await followReset(progress, cause, {
    ...patience,
    deliveryMs: isTold ? patience.deliveryMs : 0,
  })
  const { webhookPath } = upstreams[config.upstream.name]
  return [
    form,
    ...(webhookPath ? [webhookResult(proof)] : []),
    mailResult(proof),
    deliveryResult(proof, isTold),
  ]
}

/** Checks whether the delivery of a mail with a link is known. */
export const isDeliveryKnown = ({ mail, upstream }: Pick<Config, 'mail' | 'upstream'>): boolean =>
  Boolean(mail?.webhookSecret) && !upstream.mailsLink

const isMailed = (proof: Proof) => ['mailed', 'delivered', 'not-delivered'].includes(proof)

const webhookResult = (proof: Proof): CheckResult =>
  isMailed(proof)
    ? ok('reset.webhook', 'The upstream called the webhook with a code.')
    : fail('reset.webhook', 'The webhook was not called with a code: look at ep.webhook.')

function mailResult(proof: Proof): CheckResult {
  const id = 'reset.mail'
  if (isMailed(proof)) return ok(id, 'The mail was accepted.')
  switch (proof) {
    case 'no-account':
      return fail(id, 'The upstream has no customer with this address: name another.')
    case 'failed':
      return fail(
        id,
        'The reset failed: look at the log, or name an address not asked for so often.',
      )
    default:
      return fail(id, 'No mail was accepted in time: is it the address of a customer?')
  }
}

function deliveryResult(proof: Proof, isTold: boolean): CheckResult {
  const id = 'reset.delivery'
  if (proof === 'delivered') return ok(id, 'The mail was delivered.')
  if (proof === 'not-delivered')
    return fail(id, 'The mail was not delivered: it bounced or was suppressed.')
  return isTold
    ? unknown(id, 'No delivery was told in time.')
    : unknown(id, 'Deliveries are not told to the site.', 'RESEND_WEBHOOK_SECRET')
}
