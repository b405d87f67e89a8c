import type { NextRequest } from 'next/server'
import { duration } from '#messages/messages.ts'
import { services } from '#server/services.ts'
import { type FormRejection, rejectionCode } from './form-protocol.ts'
import { localeIn } from './language.ts'
import { problemJson } from './responses.ts'
import { showProblem } from './show-page.ts'

const TITLES = {
  400: 'Malformed request',
  403: 'Request from another site',
  405: 'Method not allowed',
  409: 'Outdated form',
  413: 'Content too large',
  415: 'Unsupported media type',
  429: 'Too many requests',
}

type Status = keyof typeof TITLES

/** The failed check of a form. An outdated form is for an action that this build does not have. */
type Rejected =
  | { readonly kind: 'refused'; readonly status: Status }
  | { readonly kind: 'outdated' }
  | { readonly kind: 'limited'; readonly waitSeconds: number }

/** Answers a form that failed a check. */
export async function rejectForm(request: NextRequest, rejected: Rejected): Promise<Response> {
  switch (rejected.kind) {
    case 'refused':
      return reject(request, rejected.status, { kind: 'refused' })
    case 'outdated':
      return reject(request, 409, { kind: 'outdated' })
    case 'limited': {
      const minutes = roundedMinutes(rejected.waitSeconds)
      const wait = duration(minutes, localeIn(request.headers))
      const headers = { 'Retry-After': String(rejected.waitSeconds) }
      return reject(request, 429, { kind: 'limited', wait, seconds: minutes * 60 }, headers)
    }
    default:
      return rejected satisfies never
  }
}

/** Answers a form from a page of another site (CSRF), and logs it. */
export async function rejectForeignForm(request: NextRequest): Promise<Response> {
  const requestId = request.headers.get('x-request-id') ?? ''
  services().log.warn('origin_refused', { requestId })
  return reject(request, 403, { kind: 'refused' })
}

/** Answers a method that the path does not have. @see https://www.rfc-editor.org/rfc/rfc9110#section-15.5.6 */
export const rejectMethod = (request: NextRequest, methods: readonly string[]): Promise<Response> =>
  reject(request, 405, { kind: 'refused' }, { Allow: methods.join(', ') })

/** Answers JavaScript with a code, a browser's own form with a page, and a program with a problem. */
async function reject(
  request: NextRequest,
  status: Status,
  rejection: FormRejection,
  headers: Record<string, string> = {},
): Promise<Response> {
  if (request.headers.has('next-action')) {
    const all = { ...headers, 'Content-Type': 'text/plain' }
    return new Response(rejectionCode(rejection), { status, headers: all })
  }
  const isPerson = request.method === 'POST' && request.headers.get('accept')?.includes('text/html')
  return isPerson
    ? showProblem(localeIn(request.headers), status, rejection, headers)
    : problemJson(status, TITLES[status], headers)
}

/** Waits that a page can name, in minutes. Each one is a page in the cache. */
const WAITS = [1, 2, 5, 10, 20, 30, 60]

/** Rounds a wait up to one that a page names. */
const roundedMinutes = (seconds: number): number =>
  WAITS.find((minutes) => minutes * 60 >= seconds) ?? 60
