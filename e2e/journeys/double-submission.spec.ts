import { expect, GOOD_PASSWORD, test } from './journey.ts'
import { changesOf } from './sandbox.ts'

test('a form that is sent twice at once changes the password once', async ({
  page,
  context,
  customer,
  upstream,
  steps,
}) => {
  await page.goto(await steps.receiveLink(customer))
  const form = await page
    .locator('form')
    .evaluate((element: HTMLFormElement) => [...new FormData(element).entries()])
  const send = () => {
    const multipart = new FormData()
    for (const [name, value] of form)
      multipart.set(name, name === 'password' ? GOOD_PASSWORD : value)
    multipart.delete('confirmPassword')
    return context.request.post('/change-password', {
      multipart,
      headers: { Origin: new URL(page.url()).origin },
      maxRedirects: 0,
    })
  }

  const answers = await Promise.all([send(), send()])
  for (const answer of answers)
    expect(answer.headers().location).toMatch(/\/change-password\/done$/)
  expect(await changesOf(upstream, customer)).toBe(1)
  expect(await steps.signIn(customer, GOOD_PASSWORD)).toBe(true)
})
