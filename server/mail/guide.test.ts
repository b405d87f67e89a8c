import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const guide = readFileSync('docs/operating.md', 'utf8')
const [mail = ''] = (guide.split('\n## Mail\n')[1] ?? '').split('\n## ')

test('an operator can read which records a domain needs, and how to look at them (ML-09)', () => {
  for (const word of [
    '**SPF**',
    '**DKIM**',
    '**DMARC**',
    '_domainkey.',
    '_dmarc.',
    'p=reject',
    'dig ',
  ])
    expect(mail).toContain(word)
  expect(mail).toMatch(/aligned/)
  expect(mail).toMatch(/no-reply/)
})

test('an operator can read that nothing may be tracked, and why (ML-04)', () => {
  expect(mail).toMatch(/click and open tracking off/)
})
