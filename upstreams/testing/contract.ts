import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FAULT_REASONS } from '#lib/fault-reason.ts'
import {
  type RequestOutcome,
  type ResetOutcome,
  type ResetTicket,
  type Upstream,
  UpstreamError,
  type UpstreamFault,
} from '#lib/reset/upstream.ts'

/** An outcome or a fault, in words. */
export type Told =
  | RequestOutcome['kind']
  | Exclude<ResetOutcome['kind'], 'interrupted'>
  | `${'throws' | 'interrupted'} ${UpstreamFault}`

/** An upstream, scripted or live, that is set up to meet one scene. */
export type Stage = {
  readonly upstream: Upstream
  readonly email: string
  readonly ticket: ResetTicket
  readonly password: string
  /** What must be found in no error: keys, and whatever the scene plants. */
  readonly secrets: readonly string[]
  /** The paths that were asked for so far. */
  readonly paths: () => readonly string[]
  /** Fails when the scene was not played as it was set up. */
  readonly finish: () => void
}

/** A scene and how it ends. `retryAfter` is in seconds. */
export type Act = {
  readonly scene: string
  readonly stage: () => Stage | Promise<Stage>
  readonly ending: Told
  readonly retryAfter?: number
}

/** An adapter with the table of what its vendor's answers mean. */
export type Subject = {
  readonly request: readonly Act[]
  readonly reset: readonly Act[]
  /** The link and the password are good. */
  readonly accepts: () => Stage | Promise<Stage>
  /** The link is good, the first password is refused, the second is accepted. */
  readonly refusesOnce: () => Stage | Promise<Stage>
}

const HOSTILE = ['../x', '..', '.', '', 'a/b', 'a?b=c', 'a#b', 'a%2fb', '%2e%2e', '@evil', 'a\\b']

/** Anything, of the characters that mean something in a path above all. */
const SUBJECTS = fc.oneof(
  fc.string({
    unit: fc.constantFrom('a', '7', '-', '.', '/', '\\', '%', '2', 'f', '?', '#', '@', ':'),
  }),
  fc.string({ unit: 'binary' }),
  fc.uuid(),
)

const PLAIN = /^[\w-]{1,128}$/

const without = (subject: string, path: string) =>
  path
    .split('/')
    .map((segment) => (segment === subject ? 'SUBJECT' : segment))
    .join('/')

type Result = { readonly told: Told; readonly fault: UpstreamError | null }

const played = async (act: () => Promise<RequestOutcome | ResetOutcome>): Promise<Result> => {
  try {
    const outcome = await act()
    return outcome.kind === 'interrupted'
      ? { told: `interrupted ${outcome.fault.reason}`, fault: outcome.fault }
      : { told: outcome.kind, fault: null }
  } catch (fault) {
    if (!(fault instanceof UpstreamError)) throw fault
    return { told: `throws ${fault.reason}`, fault }
  }
}

const expectNoSecret = (fault: UpstreamError, stage: Stage): void => {
  const { email, password, ticket } = stage
  const everything = inspect(fault, { depth: null, showHidden: true }) + fault.stack
  for (const secret of [email, password, ticket.token, ticket.subject, ...stage.secrets])
    expect(everything).not.toContain(secret)
}

const play = (act: Act, run: (stage: Stage) => Promise<RequestOutcome | ResetOutcome>) =>
  test(`answers ${act.scene} with: ${act.ending}`, async () => {
    const stage = await act.stage()
    const { told, fault } = await played(() => run(stage))
    expect(told).toBe(act.ending)
    if (fault) expectNoSecret(fault, stage)
    if (fault) expect(FAULT_REASONS).toContain(fault.details.reason)
    if (act.retryAfter !== undefined)
      expect(Math.abs((fault?.retryAfter ?? Number.NaN) - act.retryAfter)).toBeLessThanOrEqual(2)
    stage.finish()
  })

/** The suite that every adapter passes, against a script or against a live upstream. */
export const describeUpstream = (name: string, subject: Subject): void => {
  describe(`${name}, asked for a reset,`, () => {
    for (const act of subject.request)
      play(act, ({ upstream, email }) => upstream.requestReset({ email, locale: 'en' }))
  })

  describe(`${name}, given a new password,`, () => {
    for (const act of subject.reset)
      play(act, ({ upstream, ticket, password }) => upstream.resetPassword(ticket, password))

    test('changes it', async () => {
      const { upstream, ticket, password, finish } = await subject.accepts()
      expect((await upstream.resetPassword(ticket, password)).kind).toBe('changed')
      finish()
    })

    test('lets a customer whose password is refused try another with the same link', async () => {
      const { upstream, ticket, password, finish } = await subject.refusesOnce()
      const first = await upstream.resetPassword(ticket, 'password')
      if (first.kind !== 'password-refused') return expect(first.kind).toBe('password-refused')
      expect((await upstream.resetPassword(first.retry, password)).kind).toBe('changed')
      finish()
    })

    test.each(HOSTILE)(
      'asks for no other path because of the subject %j (TK-06)',
      async (hostile) => {
        const honest = await subject.accepts()
        await honest.upstream.resetPassword(honest.ticket, honest.password)
        const { upstream, ticket, password, paths } = await subject.accepts()
        await played(() => upstream.resetPassword({ ...ticket, subject: hostile }, password))
        for (const path of paths()) expect(honest.paths()).toContain(path)
      },
    )

    test('asks for no path of another shape because of any subject (TK-06)', async () => {
      const honest = await subject.accepts()
      await honest.upstream.resetPassword(honest.ticket, honest.password)
      const own = honest.paths()
      const shapes = [...own, ...own.map((path) => without(honest.ticket.subject, path))]
      await fc.assert(
        fc.asyncProperty(SUBJECTS, async (any) => {
          const { upstream, ticket, password, paths } = await subject.accepts()
          await played(() => upstream.resetPassword({ ...ticket, subject: any }, password))
          for (const path of paths())
            expect(shapes).toContain(PLAIN.test(any) ? without(any, path) : path)
        }),
        { numRuns: 50 },
      )
    })
  })
}
