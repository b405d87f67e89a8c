import type { Page, Response } from '@playwright/test'
import { expect, test } from './journey.ts'
import { freshAddress, mailsTo, mailTo, register } from './sandbox.ts'

test('nothing shows whether an account exists (FR-01)', async ({
  page,
  context,
  customer,
  upstream,
  steps,
}) => {
  const suspended = await register(upstream, 'suspended')
  const down = await register(upstream, 'down')
  const unknown = freshAddress()

  const known = await answerTo(page, customer.email, steps.askForLink)
  expect(known.answers).toHaveLength(1)
  for (const address of [unknown, suspended.email, down.email]) {
    expect(await answerTo(page, address, steps.askForLink)).toEqual(known)
    expect((await context.cookies()).map(({ name }) => name)).toEqual(['__Host-reset'])
  }

  // The last customer gets a mail. After that, no other mail can come.
  const later = await register(upstream)
  await steps.askForLink(later.email)
  await mailTo(later.email)
  await mailTo(customer.email)
  expect(await mailsTo(customer.email)).toHaveLength(1)
  for (const address of [unknown, suspended.email, down.email])
    expect(await mailsTo(address)).toEqual([])
})

/** Returns an answer without the typed address, and without values that differ each time. */
async function answerTo(page: Page, address: string, ask: (address: string) => Promise<void>) {
  const answers: unknown[] = []
  const note = (response: Response) => {
    if (response.request().method() !== 'POST') return
    // The cookie holds the typed address, sealed.
    const {
      date: _,
      'content-security-policy': _policy,
      'set-cookie': _cookie,
      'content-length': _length,
      ...headers
    } = response.headers()
    answers.push({ status: response.status(), headers })
  }
  page.on('response', note)
  await ask(address)
  page.off('response', note)
  const text = (await page.locator('main').textContent())?.replace(address, 'typed address')
  return { answers, url: page.url(), text }
}
