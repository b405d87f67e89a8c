import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { fakeServices } from '#lib/reset/fake-services.ts'
import { serve } from '#lib/serve-fixture.ts'
import { problemPage } from './page-cache.ts'

let rendered: (string | undefined)[] = []
let status = 200
beforeEach(async () => {
  rendered = []
  const origin = await serve(({ url }, response) => {
    rendered.push(url)
    response.writeHead(status).end(`<p>${url}</p>`)
  })
  vi.stubEnv('__NEXT_PRIVATE_ORIGIN', origin)
})
afterEach(() => vi.unstubAllEnvs())

const services = fakeServices()
const textOf = async (wait: string) => {
  const page = await problemPage(services, 'en', { kind: 'limited', wait })
  return new TextDecoder().decode(page.body('identity'))
}

test('the page of a limit is rendered once for each wait, however many wait', async () => {
  for (const wait of ['1 minute', '2 minutes', '1 minute']) {
    const path = `/en/problem/limited?${new URLSearchParams({ wait })}`
    const texts = await Promise.all([textOf(wait), textOf(wait)])
    expect(texts).toEqual([`<p>${path}</p>`, `<p>${path}</p>`])
  }
  expect(rendered).toHaveLength(2)
})

test('a page that cannot be rendered is rendered again for the next client', async () => {
  status = 500
  await expect(textOf('9 minutes')).rejects.toThrow()
  status = 200
  expect(await textOf('9 minutes')).toContain('wait=9')
  expect(rendered).toHaveLength(2)
})
