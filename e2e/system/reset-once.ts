import { GOOD_PASSWORD } from '#sandbox/remote.ts'
import { arrive, type Place } from './arrive.ts'
import { isDone, typed } from './form.ts'

/** Runs a customer's whole journey, without JavaScript. @throws with the step that fails */
export async function resetOnce(place: Place): Promise<void> {
  const { form } = await arrive(place)
  const changed = await form.post(typed(GOOD_PASSWORD))
  if (!isDone(changed)) throw new Error(`the change is answered with ${changed.status}`)
}
