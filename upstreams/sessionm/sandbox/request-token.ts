import type { Customer } from '#sandbox/remote.ts'
import { credentials } from '#upstreams/sessionm/sandbox/credentials.ts'

/** Requests a token from a sandbox, as the company's own mailer would; null without one. */
export async function requestToken(
  sandboxUrl: string,
  { id, email }: Customer,
): Promise<string | null> {
  const { apiKey, apiSecret } = credentials
  const answer = await fetch(`${sandboxUrl}/sessionm/priv/v1/apps/${apiKey}/users/${id}/perform`, {
    method: 'POST',
    headers: {
      Authorization: `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString('base64')}`,
      'Content-Type': 'application/json',
    },
    body: JSON.stringify({ sendPasswordResetEmail: { email, send_email: false } }),
  })
  const { user } = (await answer.json()) as { user?: { verification_string: string } }
  return user?.verification_string ?? null
}
