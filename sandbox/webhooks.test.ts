import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createWebhooks } from '#sandbox/webhooks.ts'

const delivery = { url: 'https://site.example/hook', headers: { 'X-Key': 'k' }, body: { id: 1 } }

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('a webhook', () => {
  it('arrives late, and twice', async () => {
    const fetch = vi.fn(async () => new Response(null, { status: 202 }))
    createWebhooks(fetch).send(delivery)
    await vi.advanceTimersByTimeAsync(200)
    expect(fetch).toHaveBeenCalledTimes(0)
    await vi.advanceTimersByTimeAsync(30_000)
    expect(fetch).toHaveBeenCalledTimes(2)
  })

  it('is tried four times for each arrival when it is refused or fails', async () => {
    const fetch = vi
      .fn(async () => new Response(null, { status: 503 }))
      .mockRejectedValueOnce(new TypeError('fetch failed'))
    createWebhooks(fetch).send(delivery)
    await vi.advanceTimersByTimeAsync(30_000)
    expect(fetch).toHaveBeenCalledTimes(8)
  })

  it('waits longer when the vendor is slow', async () => {
    const fetch = vi.fn(async () => new Response(null, { status: 202 }))
    createWebhooks(fetch).send(delivery, 3_000)
    await vi.advanceTimersByTimeAsync(3_200)
    expect(fetch).not.toHaveBeenCalled()
  })
})
