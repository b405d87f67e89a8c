import fc from 'fast-check'
import { expect, test } from 'vitest'
import { deviceOf } from './device.ts'

const GECKO = '(KHTML, like Gecko)'
const CHROMIUM = `AppleWebKit/537.36 ${GECKO} Chrome/131.0.0.0 Safari/537.36`
const MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)'
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15'

test.each([
  ['Chrome, Windows', `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROMIUM}`],
  ['Edge, Windows', `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROMIUM} Edg/131.0.0.0`],
  ['Chrome, Chrome OS', `Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${CHROMIUM}`],
  ['Chrome, macOS', `${MAC} ${CHROMIUM}`],
  ['Firefox, Linux', 'Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0'],
  [
    'Samsung Internet, Android',
    `Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 ${GECKO} SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36`,
  ],
  ['Safari, iOS', `${IPHONE} ${GECKO} Version/18.1 Mobile/15E148 Safari/604.1`],
  ['Safari', `${MAC} AppleWebKit/605.1.15 ${GECKO} Version/18.1 Safari/605.1.15`],
  ['iOS', `${IPHONE} ${GECKO} Mobile/15E148`],
  [null, 'curl/8.9.1'],
  [null, `Mozilla/5.0 (compatible; Googlebot/2.1) ${CHROMIUM.replace('Chrome', 'X')}`],
  [null, ''],
  [null, null],
])('names %s, and nothing that is not certain', (device, userAgent) => {
  expect(deviceOf(userAgent)).toBe(device)
})

test('repeats no text of a client (ML-05)', () => {
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom('Chrome/1 ', '(Windows NT 10.0) ', '<b>', 'OPR/9'),
  )
  const agent = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''))
  fc.assert(fc.property(agent, (text) => /^[A-Za-z, ]{3,40}$/.test(deviceOf(text) ?? 'none')))
})
