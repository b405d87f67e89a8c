import { isAccepted, openForm } from '#e2e/system/form.ts'
import { SITE_URL } from '#scripts/bench/site.ts'

const WARM_UP = 40

/**
 * The form that asks for a link, posted as often as a server needs to be at its best.
 * @returns posts it for an address, from another client each time, and tells how many milliseconds
 * the answer took
 */
export async function warmForm(server: string) {
  const form = await openForm(`${SITE_URL}/forgot-password`, { origin: SITE_URL })
  async function ask(email: string): Promise<number> {
    const started = performance.now()
    const answer = await form.post({ email }, { server })
    const took = performance.now() - started
    if (!isAccepted(answer)) throw new Error(`the form was answered with ${answer.status}`)
    return took
  }
  for (let number = 0; number < WARM_UP; number += 1) await ask(`warm-up-${number}@example.com`)
  return ask
}
