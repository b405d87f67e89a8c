import { expect, GOOD_PASSWORD, test } from './journey.ts'

/** Tries to run text as code in each way that pages are attacked. @returns the ways that worked */
const attacks = () => {
  const ways: Record<string, () => void> = {
    'an element from text': () => {
      document.createElement('div').innerHTML = '<img src="x" onerror="alert(1)">'
    },
    'a script of another site': () => {
      document.createElement('script').src = 'https://evil.example/_next/static/a.js'
    },
    'a script of this site that is none of the build': () => {
      document.createElement('script').src = '/logo'
    },
    'a script from text': () => {
      document.createElement('script').text = 'alert(1)'
    },
    'a document from text': () => {
      document.createElement('iframe').srcdoc = '<p>'
    },
    'another policy': () => {
      const { trustedTypes } = window as never as {
        trustedTypes: { createPolicy: (name: string, rules: object) => void }
      }
      trustedTypes.createPolicy('other', { createHTML: (text: string) => text })
    },
  }
  return Object.keys(ways).filter((way) => {
    try {
      ways[way]?.()
      return true
    } catch {
      return false
    }
  })
}

test('a page runs no text as code, and all of a journey works so (HD-02)', {
  tag: ['@script', '@once'],
}, async ({ page, customer, steps, complaints }) => {
  complaints.areExpected()
  const link = await steps.receiveLink(customer)
  expect(await page.evaluate(attacks)).toEqual([])
  await page.goto('/forgot-password')
  expect(await page.evaluate(attacks)).toEqual([])
  await page.goto(link)
  expect(await page.evaluate(attacks)).toEqual([])
  await steps.choose('short')
  await steps.choose(GOOD_PASSWORD)
  await steps.expectHeading('Your password is changed')
  expect(await page.evaluate(attacks)).toEqual([])
})
