import type { FaultReason } from '#lib/fault-reason.ts'

/**
 * Answers of Resend to a mail that it refuses, with their reasons.
 * @see https://resend.com/docs/api-reference/errors
 */
export const RESEND_FAULTS: readonly [FaultReason, number, string | object][] = [
  ['wrong-key', 401, { name: 'missing_api_key', message: 'Missing API key' }],
  ['wrong-key', 403, { name: 'invalid_api_key', message: 'API key is invalid' }],
  ['not-allowed', 401, { name: 'restricted_api_key', message: 'restricted to only send emails' }],
  [
    'unverified-domain',
    403,
    { name: 'validation_error', message: 'The mail.example domain is not verified.' },
  ],
  [
    'testing-mode',
    403,
    {
      name: 'validation_error',
      message:
        'You can only send testing emails to your own email address (canary@example.com). To send emails to other recipients, please verify a domain.',
    },
  ],
  ['wrong-url', 404, { name: 'not_found', message: 'The requested endpoint does not exist' }],
  ['wrong-url', 405, '<h1>Method not allowed</h1>'],
  ['wrong-url', 308, ''],
  ['not-json', 200, '<h1>Hello</h1>'],
  ['quota', 429, { name: 'daily_quota_exceeded', message: 'You have reached your quota' }],
  ['rate-limited', 429, { name: 'rate_limit_exceeded', message: 'Too many requests' }],
  ['in-progress', 409, { name: 'concurrent_idempotent_requests', message: 'In progress' }],
  ['malformed-mail', 422, { name: 'invalid_attachment', message: 'canary' }],
  ['server-error', 500, { name: 'internal_server_error', message: 'canary' }],
  ['gateway', 502, '<h1>Bad gateway</h1>'],
]
