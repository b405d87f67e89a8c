import AxeBuilder from '@axe-core/playwright'
import { expect, GOOD_PASSWORD, test } from './journey.ts'
import { linkIn, mailTo } from './sandbox.ts'

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in any mail, ${colorScheme} (ML-10)`, { tag: '@script' }, async ({
    page,
    browser,
    customer,
    steps,
    mailsLink,
  }) => {
    const link = await steps.receiveLink(customer)
    const mail = await mailTo(customer.email)
    await page.goto(link)
    await steps.choose(GOOD_PASSWORD)
    await steps.expectHeading('Your password is changed')
    const notice = await mailTo(customer.email, 2)
    expect(linkIn(mail)).toBe(link)

    const context = await browser.newContext({
      javaScriptEnabled: true,
      colorScheme,
      viewport: { width: 320, height: 640 },
    })
    const opened = await context.newPage()
    const requests: string[] = []
    opened.on('request', (request) => requests.push(request.url()))
    // We cannot change a vendor's own mail.
    for (const { html } of mailsLink ? [notice] : [mail, notice]) {
      await opened.route('https://mail.example/', (route) =>
        route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }),
      )
      await opened.goto('https://mail.example/')
      const { violations } = await new AxeBuilder({ page: opened }).analyze()
      expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([])
      const overflow = await opened.evaluate(() => document.body.scrollWidth - window.innerWidth)
      expect(overflow).toBeLessThanOrEqual(0)
    }
    expect(new Set(requests)).toEqual(new Set(['https://mail.example/']))
    await context.close()
  })
}
