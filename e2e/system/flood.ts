import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Answer, type Form, isAccepted } from './form.ts'
import type { TestEnvironment } from './test-environment.ts'

const AT_ONCE = 20
const PATIENCE_MS = 120_000

type Flood = {
  readonly forms: number
  /** Sends the nth form. */
  readonly post: (nth: number) => Promise<Answer>
  /** Maximum of forms per second; undefined: no limit. */
  readonly perSecond?: number
}

/** Sends forms, twenty at a time. @returns counts by outcome: `accepted`, `broken` or the status */
export async function flood({ forms, post, perSecond = Number.POSITIVE_INFINITY }: Flood) {
  const statuses: Record<string, number> = {}
  let sent = 0
  const started = performance.now()
  const send = async () => {
    while (sent < forms) {
      sent += 1
      const nth = sent
      await sleep(Math.max(0, started + (nth * 1000) / perSecond - performance.now()))
      const outcome = await post(nth).then(outcomeOf, () => 'broken')
      statuses[outcome] = (statuses[outcome] ?? 0) + 1
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, send))
  return statuses
}

const outcomeOf = (answer: Answer) => (isAccepted(answer) ? 'accepted' : String(answer.status))

/**
 * Makes the address of the nth client of a flood: /64s of two IPv6 /48s.
 * @param households number of /56s in each
 */
export function floodClient(nth: number, households: number): string {
  const network = nth % 2
  const place = Math.floor(nth / 2)
  const household = place % households
  const subnet = Math.floor(place / households) % 256
  return `2001:db8:f00${network}:${((household << 8) | subnet).toString(16)}::${nth.toString(16)}`
}

/** Requests a link from a quiet network. @returns milliseconds from the form to the mail */
export async function askHonestly({ sandbox }: TestEnvironment, form: Form, client: string) {
  const { email } = await sandbox.register('sessionm')
  const started = performance.now()
  const answer = await form.post({ email }, { client })
  if (!isAccepted(answer)) throw new Error(`a customer is answered with ${answer.status}`)
  await sandbox.mailTo(email, 1, PATIENCE_MS)
  return performance.now() - started
}

/** Reads the memory of a process now, in MB (proc_pid_status(5)). */
export const memoryOf = (pid: number) =>
  Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024

/** Samples the memory of a process. */
export function watchMemory(pid: number) {
  let most = memoryOf(pid)
  const timer = setInterval(() => {
    most = Math.max(most, memoryOf(pid))
  }, 500)
  return {
    /** Returns the maximum in MB since the last call. */
    take(): number {
      const taken = most
      most = memoryOf(pid)
      return taken
    },
    end: () => clearInterval(timer),
  }
}

/** Repeats an action, with pauses, until `isOver`. */
export async function repeat<T>(
  act: (nth: number) => Promise<T>,
  pauseMs: number,
  isOver: (nth: number) => boolean,
) {
  const done: T[] = []
  for (let nth = 0; !isOver(nth); nth += 1) {
    done.push(await act(nth))
    await sleep(pauseMs)
  }
  return done
}
