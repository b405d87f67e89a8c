import type { Attempts } from './attempts.ts'
import type { ResetPasswordResult } from './reset-password.ts'

type Entry = { attempt: string; result: Promise<ResetPasswordResult> }

/** Attempts in the memory of this process. @param rememberedMs how long a success is known */
export function memoryAttempts(rememberedMs = 60 * 60_000): Attempts {
  const entries = new Map<string, Entry>()

  const hasChanged = async (entry: Entry) => {
    const result = await entry.result.catch(() => null)
    return result?.kind === 'changed'
  }

  async function settle(token: string, entry: Entry) {
    if (await hasChanged(entry)) setTimeout(() => entries.delete(token), rememberedMs).unref()
    else entries.delete(token)
  }

  return {
    async run(token, attempt, change) {
      for (let entry = entries.get(token); entry; entry = entries.get(token)) {
        if (entry.attempt === attempt) return entry.result
        if (await hasChanged(entry)) return { kind: 'link-used' }
      }
      const entry = { attempt, result: change() }
      entries.set(token, entry)
      void settle(token, entry)
      return entry.result
    },

    async isUsed(token) {
      const entry = entries.get(token)
      return entry !== undefined && (await hasChanged(entry))
    },
  }
}
