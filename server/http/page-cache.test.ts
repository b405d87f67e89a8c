import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fakeServices } from '#lib/reset/fake-services.ts'
import { problemPage } from './page-cache.ts'

let rendered: (string | undefined)[] = []
let status = 200
const server = createServer(({ url }, response) => {
  rendered.push(url)
  response.writeHead(status).end(`<p>${url}</p>`)
})
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  process.env.__NEXT_PRIVATE_ORIGIN = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  delete process.env.__NEXT_PRIVATE_ORIGIN
  server.close()
})

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
  rendered = []
  status = 500
  await expect(textOf('9 minutes')).rejects.toThrow()
  status = 200
  expect(await textOf('9 minutes')).toContain('wait=9')
  expect(rendered).toHaveLength(2)
})
