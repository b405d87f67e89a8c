import * as z from 'zod'
import { cachedAsync } from '#lib/cached.ts'
import {
  type Answer,
  type Call,
  type Fetch,
  faultOf,
  faultWith,
  type Lost,
  sendSafe,
  succeeded,
} from './http-client.ts'

/** Time before its expiry in which an access token is no longer used. */
const MARGIN_SECONDS = 60

const AccessToken = z
  .object({ access_token: z.string().regex(/^[\x21-\x7e]+$/), expires_in: z.coerce.number() })
  .transform(({ access_token: value, expires_in: seconds }) => ({
    value,
    goodUntil: Date.now() + (seconds - MARGIN_SECONDS) * 1000,
  }))

/**
 * Caches an access token of the OAuth client credentials grant.
 * @param request asks for a token, with the client's credentials where the upstream wants them
 * @see RFC 6749, sections 2.3.1 and 4.4
 */
export const clientCredentials = (
  fetch: Fetch,
  request: Pick<Call, 'url' | 'body'> & Partial<Pick<Call, 'headers'>>,
) => {
  const requestToken = async (): Promise<z.output<typeof AccessToken>> => {
    const answer = await sendSafe(fetch, {
      name: 'access token',
      method: 'POST',
      ...request,
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...request.headers },
    })
    if (answer.status === 400)
      throw faultWith(answer, 'misconfigured', 'wrong-key', 'client id or secret refused')
    const token = AccessToken.safeParse(answer.json).data
    if (!succeeded(answer) || !token) throw faultOf(answer)
    return token
  }

  const accessToken = cachedAsync(requestToken, ({ goodUntil }) => Date.now() < goodUntil)

  /** Runs a call with the access token, and once more with a new one if the first was stale. */
  return async <Reply extends Answer | Lost>(
    run: (fetch: Fetch, call: Call) => Promise<Reply>,
    call: Call,
    isTokenStale = ({ status }: Answer) => status === 401,
  ): Promise<Reply> => {
    const authorised = (value: string): Call => ({
      ...call,
      headers: { authorization: `Bearer ${value}`, ...call.headers },
    })
    const token = await accessToken.get()
    const reply = await run(fetch, authorised(token.value))
    if (reply.kind === 'lost' || !isTokenStale(reply)) return reply
    accessToken.invalidate(token)
    const { value } = await accessToken.get()
    return run(fetch, authorised(value))
  }
}
