import type { ChangeLock, LinkState, ResetPasswordResult } from './change-lock.ts'

type Entry = {
  readonly attempt: string
  readonly result: Promise<ResetPasswordResult>
  state: LinkState
  isRunning: boolean
}

/** Creates a lock in memory, for tests. @param rememberedMs time for which a link's state is kept */
export function memoryChangeLock(rememberedMs = 60 * 60_000): ChangeLock {
  const entries = new Map<string, Entry>()

  async function settle(link: string, entry: Entry) {
    const result = await entry.result.catch(() => null)
    entry.isRunning = false
    if (result?.kind === 'changed') entry.state = { kind: 'used' }
    else if (result && 'retry' in result) entry.state = { kind: 'tried', ticket: result.retry }
    setTimeout(() => entries.get(link) === entry && entries.delete(link), rememberedMs).unref()
  }

  return {
    async runOnce({ ticket, link }, attempt, change) {
      let entry = entries.get(link)
      while (entry && (entry.isRunning || entry.state.kind === 'used')) {
        if (entry.attempt === attempt) return entry.result
        if (!entry.isRunning) return { kind: 'link-used' }
        await entry.result.catch(() => null)
        entry = entries.get(link)
      }
      const state = entry?.state ?? { kind: 'untried' }
      const result = change(state.kind === 'tried' ? state.ticket : ticket)
      const made = { attempt, result, state, isRunning: true }
      entries.set(link, made)
      void settle(link, made)
      return result
    },

    stateOf: async (link) => entries.get(link)?.state ?? { kind: 'untried' },
  }
}
