import { expect, GOOD_PASSWORD, test } from './journey.ts'
import { SANDBOX_URL } from './places.ts'
import { type Customer, mailTo, sessionmToken } from './sandbox.ts'

/** Damage that reaches the site through a browser; `upstreams/testing/mangled-link.test.ts` has the rest. */
const MANGLED = {
  'quoted-printable and a bracket': (link: string) => `${link.replaceAll('=', '=3D')}>`,
  'ampersands as entities and a token encoded twice': (link: string) =>
    link
      .replace(/token=(.*?)(&|$)/, (_, token, end) => `token=${encodeURIComponent(token)}${end}`)
      .replaceAll('&', '&amp;'),
}

for (const [damage, mangle] of Object.entries(MANGLED)) {
  test(`a link with ${damage} works`, async ({ page, customer, steps }) => {
    await page.goto(mangle(await steps.receiveLink(customer)))
    await steps.choose(GOOD_PASSWORD)
    await steps.expectHeading('Your password is changed')
    expect(await steps.signIn(customer, GOOD_PASSWORD)).toBe(true)
  })
}

/** SessionM's own token holds `+`, `/` and `=`, and a company's mailer may not encode them. */
const RAW_MANGLED = {
  ...MANGLED,
  'nothing encoded': (link: string) => link,
  'pluses turned into spaces': (link: string) => link.replaceAll('+', '%20'),
}

for (const [damage, mangle] of Object.entries(RAW_MANGLED)) {
  test(`a raw SessionM link with ${damage} works`, { tag: '@sessionm' }, async ({
    page,
    customer,
    steps,
  }) => {
    const token = await sessionmToken(customer)
    expect(token).toMatch(/\+.*\/.*=$/)
    const link = `/actions?action=resetPwd&customerId=${customer.id}&token=${token}`
    await page.goto(mangle(link))
    await steps.choose(GOOD_PASSWORD)
    await steps.expectHeading('Your password is changed')
    expect(await steps.signIn(customer, GOOD_PASSWORD)).toBe(true)
  })
}

test("a raw Elastic Path link under its guide's name works", { tag: '@elastic-path' }, async ({
  page,
  customer,
  steps,
}) => {
  await steps.askForLink(customer.email)
  const code = await elasticPathCode(customer)
  await page.goto(`/change_password?username=${customer.email}&token=${code}`)
  await expect(page).toHaveURL('/change-password')
  await steps.choose(GOOD_PASSWORD)
  await steps.expectHeading('Your password is changed')
})

/** The code as Elastic Path pushes it to whoever observes the event. */
async function elasticPathCode({ email }: Customer): Promise<string> {
  await mailTo(email)
  const answer = await fetch(`${SANDBOX_URL}/deliveries.json`)
  const codes = ((await answer.json()) as { body: Event }[])
    .filter(({ body }) => body.payload.user_authentication_info.email === email)
    .map(({ body }) => body.payload.one_time_password_token)
  return codes.at(-1) ?? ''
}

type Event = {
  payload: { one_time_password_token: string; user_authentication_info: { email: string } }
}
