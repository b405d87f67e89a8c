import { describe, expect, test, vi } from 'vitest'
import { logoAt, MAX_LOGO_BYTES } from './logo.ts'

const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47])
const png = (body: BodyInit | null = PNG, type = 'image/png') =>
  new Response(body, { headers: { 'content-type': type } })

/** Creates a host with these answers, a clock, and a count of its requests. */
function host(...answers: (Response | Error)[]) {
  let time = 0
  const asked: (RequestInit | undefined)[] = []
  const fetch = async (_: unknown, init?: RequestInit) => {
    asked.push(init)
    const answer = answers.shift() ?? expect.fail('asked once too often')
    if (answer instanceof Error) throw answer
    return answer
  }
  const logo = logoAt('https://cdn.example/logo', fetch, () => time)
  return { logo, asked, pass: (minutes: number) => (time += minutes * 60_000) }
}

describe('the logo', () => {
  test('is fetched once for all visitors, and again after an hour', async () => {
    const { logo, asked, pass } = host(png(), png('newer'))
    const logos = await Promise.all([logo(), logo(), logo()])
    pass(59)
    for (const one of [...logos, await logo()])
      expect(one).toEqual({ type: 'image/png', bytes: PNG })
    expect(asked).toHaveLength(1)
    pass(1)
    expect((await logo())?.bytes).toEqual(new TextEncoder().encode('newer'))
  })

  test.each(['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/avif', 'image/svg+xml'])(
    'may be %s',
    async (type) => {
      expect(await host(png(PNG, type)).logo()).toMatchObject({ type })
      expect(await host(png(PNG, `${type.toUpperCase()}; charset=utf-8`)).logo()).toMatchObject({
        type,
      })
    },
  )

  test.each(['text/html', 'image/x-icon', 'image/png-but-not', 'application/javascript', ''])(
    'is ignored if its host says that it is %j',
    async (type) => {
      expect(await host(png(PNG, type)).logo()).toBeNull()
    },
  )

  test('may have 256 KiB; a larger one is not read further', async () => {
    expect((await host(png(new Uint8Array(MAX_LOGO_BYTES))).logo())?.bytes).toHaveLength(
      MAX_LOGO_BYTES,
    )
    expect(await host(png(new Uint8Array(MAX_LOGO_BYTES + 1))).logo()).toBeNull()
    let pieces = 0
    const endless = new ReadableStream({
      pull: (controller) => {
        pieces += 1
        controller.enqueue(new Uint8Array(64 * 1024))
      },
    })
    expect(await host(png(endless)).logo()).toBeNull()
    expect(pieces).toBeLessThan(10)
  })

  const broken = () => new ReadableStream({ pull: (it) => it.error(new Error('gone')) })
  test.each([
    [
      'answers 404',
      () => new Response(PNG, { status: 404, headers: { 'content-type': 'image/png' } }),
    ],
    ['cannot be reached', () => new TypeError('fetch failed')],
    ['breaks off', () => png(broken())],
  ])('is none for a minute when its host %s', async (_, failure) => {
    const { logo, asked, pass } = host(failure(), png())
    expect(await logo()).toBeNull()
    expect(await logo()).toBeNull()
    expect(asked).toHaveLength(1)
    pass(1)
    expect(await logo()).not.toBeNull()
  })

  test('stays the same while its host fails', async () => {
    const { logo, pass } = host(png(), new TypeError('fetch failed'))
    await logo()
    pass(60)
    expect(await logo()).toEqual({ type: 'image/png', bytes: PNG })
  })

  test('is fetched without redirects, within five seconds (OB-01)', async () => {
    const timeout = vi.spyOn(AbortSignal, 'timeout')
    const { logo, asked } = host(png())
    await logo()
    expect(timeout.mock.calls).toEqual([[5000]])
    const [{ value: signal } = {}] = timeout.mock.results
    expect(asked.map((own) => [own?.redirect, own?.signal])).toEqual([['error', signal]])
    timeout.mockRestore()
  })
})
