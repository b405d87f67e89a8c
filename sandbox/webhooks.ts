import { sleep } from '#sandbox/sleep.ts'

/** A call of a webhook. */
export type Delivery = {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
}

/** Receives the status of each try; null without an answer. */
type OnAnswer = (status: number | null) => void

/** The sender of webhooks. */
export type Webhooks = ReturnType<typeof createWebhooks>

const ARRIVALS = [300, 700]
const RETRIES = [500, 1_500, 4_000]
const TIMEOUT = 10_000

/** Creates the sender of webhooks. It delivers late and twice ("at least once"), and retries until 2xx. */
export const createWebhooks = (fetch: typeof globalThis.fetch, limit = 1_000) => {
  const deliveries: Delivery[] = []
  const attempt = async (
    { url, headers, body }: Delivery,
    onAnswer: OnAnswer,
  ): Promise<boolean> => {
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT),
      })
      await answer.body?.cancel()
      onAnswer(answer.status)
      return answer.ok
    } catch {
      onAnswer(null)
      return false
    }
  }

  const deliver = async (delivery: Delivery, delay: number, onAnswer: OnAnswer): Promise<void> => {
    await sleep(delay)
    for (const pause of [...RETRIES, null]) {
      if ((await attempt(delivery, onAnswer)) || pause === null) return
      await sleep(pause)
    }
  }

  return {
    /** Queues a call. `delay` is added to the usual delay, in milliseconds. */
    send: (delivery: Delivery, delay = 0, onAnswer: OnAnswer = () => {}): void => {
      deliveries.push(delivery)
      if (deliveries.length > limit) deliveries.shift()
      for (const arrival of ARRIVALS) void deliver(delivery, arrival + delay, onAnswer)
    },

    /** Lists the calls, oldest first. */
    list: (): readonly Delivery[] => deliveries,
  }
}
