import { afterAll, expect, test } from 'vitest'
import { hiddenFields } from '#server/http/hidden-fields.ts'
import { formOf, isAccepted, openForm } from './form.ts'
import { startTestEnvironment } from './test-environment.ts'

const environment = await startTestEnvironment('elastic-path')
afterAll(() => environment.end())

/** Reads the value of the address field. */
const addressIn = (html: string) =>
  /value="([^"]*)"/.exec(/<input[^>]*id="email"[^>]*>/.exec(html)?.[0] ?? '')?.[1]

test('without JavaScript a refused address comes back, and the page can be sent again (A11Y-3.3.7)', async () => {
  const form = await formOf(environment)
  const refused = await form.post({ email: '$grace at@example.com' })
  expect(refused.status).toBe(200)
  expect(addressIn(refused.body)).toBe('$grace at@example.com')
  const body = new FormData()
  const fields = [...hiddenFields(refused.body), ['email', 'grace@example.com'] as const]
  for (const [name, value] of fields) body.append(name, value)
  const answer = await fetch(form.page, {
    method: 'POST',
    body,
    headers: { origin: environment.siteUrl },
    redirect: 'manual',
  })
  const location = answer.headers.get('location')
  expect(isAccepted({ status: answer.status, location, retryAfter: null, body: '' })).toBe(true)
})

test('without JavaScript the address of a wrong code comes back (A11Y-3.3.7)', async () => {
  const page = `${environment.siteUrl}/change-password/code`
  const form = await openForm(page, { origin: environment.siteUrl })
  for (const code of ['', 'aaaaaa']) {
    const { body } = await form.post({ email: 'nobody@example.com', code })
    expect(body).toContain('aria-invalid="true"')
    expect(addressIn(body)).toBe('nobody@example.com')
  }
})
