import { vendors } from '#sandbox/vendors.ts'
import { expect, GOOD_PASSWORD, test } from './journey.ts'
import { sandbox } from './sandbox.ts'

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

/** Damage to raw links. A vendor's token may contain `+`, `/` and `=`, unencoded by a company's mailer. */
const RAW_MANGLED = {
  ...MANGLED,
  'nothing encoded': (link: string) => link,
  'pluses turned into spaces': (link: string) => link.replaceAll('+', '%20'),
}

for (const [damage, mangle] of Object.entries(RAW_MANGLED)) {
  test(`a raw link of the vendor's with ${damage} works`, { tag: '@raw-links' }, async ({
    page,
    customer,
    upstream,
    steps,
  }) => {
    await steps.receiveLink(customer)
    const [link = ''] = await vendors[upstream].rawLinks(sandbox, customer)
    await page.goto(mangle(link))
    await expect(page).toHaveURL('/change-password')
    await steps.choose(GOOD_PASSWORD)
    await steps.expectHeading('Your password is changed')
    expect(await steps.signIn(customer, GOOD_PASSWORD)).toBe(true)
  })
}
