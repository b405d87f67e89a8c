import * as z from 'zod'
import type { ApiServices } from './call.ts'
import { acceptedAnswer, keyAnswer, problem, requestBody, stateAnswer } from './schemas.ts'

const schemaOf = (schema: z.ZodType, io: 'input' | 'output' = 'output') => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io })
  return rest
}

const answer = (description: string, name: string, type = 'application/json') => ({
  description,
  content: { [type]: { schema: { $ref: `#/components/schemas/${name}` } } },
})

const problems = (entries: Record<number, string>) =>
  Object.fromEntries(
    Object.entries(entries).map(([status, description]) => [
      status,
      answer(description, 'Problem', 'application/problem+json'),
    ]),
  )

const EVERY = {
  401: 'The key is missing or unknown.',
  403: 'A browser sent the call.',
  429: 'Too many calls with this key, or a budget of the site is used up: wait for `Retry-After`.',
  503: 'Nothing was accepted: wait for `Retry-After`, and send the same again.',
}

const SCHEMAS = {
  Request: schemaOf(requestBody, 'input'),
  Accepted: schemaOf(acceptedAnswer),
  State: schemaOf(stateAnswer),
  Key: schemaOf(keyAnswer),
  Problem: schemaOf(problem),
}

/** Describes the API of a site. @see https://spec.openapis.org/oas/v3.1.0 */
export const openApi = ({ siteUrl, limits }: ApiServices['config']) => ({
  openapi: '3.1.0',
  info: {
    title: 'Password reset',
    version: '1',
    description:
      'Asks for mails that let customers choose a password, and tells what came of them.',
  },
  servers: [{ url: siteUrl }],
  security: [{ key: [] }],
  paths: {
    '/api/reset-requests': {
      post: {
        operationId: 'requestReset',
        summary: 'Ask for a mail to one customer',
        // A campaign reads it to say how long it will take.
        'x-invitations-per-hour': limits.invitationsPerHour,
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Request' } } },
        },
        responses: {
          202: {
            ...answer('Accepted. The same for every address.', 'Accepted'),
            headers: {
              Location: { schema: { type: 'string' }, description: 'Path of its state.' },
            },
          },
          ...problems({
            400: 'The body is not JSON.',
            409: 'The idempotency key was used with another body.',
            413: 'The body is larger than 8 kB.',
            415: 'The body has another media type than JSON.',
            422: 'The body is no request: `errors` names its faults.',
            501: 'The site cannot send invitations.',
            ...EVERY,
          }),
        },
      },
    },
    '/api/reset-requests/{cause}': {
      get: {
        operationId: 'readReset',
        summary: 'Read the state of a reset',
        parameters: [
          { name: 'cause', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
        ],
        responses: {
          200: answer('The state, as much as the key may see.', 'State'),
          ...problems({ 404: 'There is no such reset, or it is older than 30 days.', ...EVERY }),
        },
      },
    },
    '/api/key': {
      get: {
        operationId: 'readKey',
        summary: 'Read what the key may do',
        responses: { 200: answer('The key.', 'Key'), ...problems(EVERY) },
      },
    },
  },
  components: {
    securitySchemes: { key: { type: 'http', scheme: 'bearer' } },
    schemas: SCHEMAS,
  },
})
