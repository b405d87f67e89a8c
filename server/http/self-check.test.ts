import type { ServerResponse } from 'node:http'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { serve } from '#lib/serve-fixture.ts'
import { SELF_CHECK_HEADER, selfRequestToken } from './request-source.ts'
import { checkAnswers } from './self-check.ts'

const SITE_URL = 'https://account.example.com'
const FORM =
  '<form><input type="hidden" name="$ACTION_1:0" value="{&quot;id&quot;:1}"/><input name="email"/></form>'

type Answer = (response: ServerResponse) => unknown
const RIGHT: Record<string, Answer> = {
  'GET /forgot-password': (response) => response.end('<h1>'),
  'GET /forgot-password?email=': (response) => response.end(FORM),
  'POST /forgot-password?email=': (response) => response.end('<input aria-invalid="true">'),
}

let answers = RIGHT
let asked: string[] = []
beforeEach(async () => {
  answers = RIGHT
  asked = []
  const origin = await serve(({ method, url, headers }, response) => {
    const what = `${method} ${url}`
    asked.push(`${what} ${headers[SELF_CHECK_HEADER] === selfRequestToken()} ${headers.origin}`)
    answers[what]?.(response)
  })
  vi.stubEnv('__NEXT_PRIVATE_ORIGIN', origin)
})
afterEach(() => vi.unstubAllEnvs())

test('requests two pages and posts a form as a browser does, without being counted', async () => {
  await checkAnswers(SITE_URL)
  expect(asked).toEqual([
    'GET /forgot-password true undefined',
    'GET /forgot-password?email= true undefined',
    `POST /forgot-password?email= true ${SITE_URL}`,
  ])
})

test.each<[string, string, Answer]>([
  ['cached page fails', 'GET /forgot-password', (response) => response.writeHead(500).end()],
  ['rendered page fails', 'GET /forgot-password?email=', (it) => it.writeHead(404).end(FORM)],
  ['rendered page has no form', 'GET /forgot-password?email=', (it) => it.end('<h1>')],
  ['form fails', 'POST /forgot-password?email=', (response) => response.writeHead(500).end()],
  ['form is not processed', 'POST /forgot-password?email=', (response) => response.end(FORM)],
  ['connection is lost', 'GET /forgot-password', (response) => response.destroy()],
  [
    'site leads elsewhere',
    'GET /forgot-password',
    (response) => response.writeHead(302, { location: '/' }).end(),
  ],
])('does not pass where the %s', async (_, what, answer) => {
  answers = { ...RIGHT, [what]: answer }
  await expect(checkAnswers(SITE_URL)).rejects.toThrow()
})
