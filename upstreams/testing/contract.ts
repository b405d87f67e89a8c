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
import { vendors } from '#sandbox/vendors.ts'
import type { UpstreamName } from '#upstreams/registry.ts'

/** An outcome or a fault, as text. */
export type CaseOutcome =
  | RequestOutcome['kind']
  | Exclude<ResetOutcome['kind'], 'interrupted'>
  | `${'throws' | 'interrupted'} ${UpstreamFault}`

/** An upstream, scripted or live, that is set up for one case. */
export type CaseSetup = {
  readonly upstream: Upstream
  readonly email: string
  readonly ticket: ResetTicket
  readonly password: string
  /** Secrets that no error may contain: keys, and texts in the answers of the case. */
  readonly secrets: readonly string[]
  /** Paths of the requests so far. */
  readonly paths: () => readonly string[]
  /** Fails if the case has not used all of its answers. */
  readonly finish: () => void
}

/** A case and its outcome. `retryAfter` is in seconds. */
export type ContractCase = {
  readonly situation: string
  readonly setup: () => CaseSetup | Promise<CaseSetup>
  readonly expected: CaseOutcome
  readonly retryAfter?: number
}

/** An adapter, with its cases: answers of its vendor, and their outcomes. */
export type ContractSubject = {
  readonly request: readonly ContractCase[]
  readonly reset: readonly ContractCase[]
  /** The link and the password are good. */
  readonly accepts: () => CaseSetup | Promise<CaseSetup>
  /** The link is good, the first password is refused, the second is accepted; null without password rules. */
  readonly refusesOnce: (() => CaseSetup | Promise<CaseSetup>) | null
}

const HOSTILE = ['../x', '..', '.', '', 'a/b', 'a?b=c', 'a#b', 'a%2fb', '%2e%2e', '@evil', 'a\\b']

/** Any texts, mostly of characters with a meaning in paths. */
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

type Result = { readonly outcome: CaseOutcome; readonly fault: UpstreamError | null }

const outcomeOf = async (call: () => Promise<RequestOutcome | ResetOutcome>): Promise<Result> => {
  try {
    const outcome = await call()
    return outcome.kind === 'interrupted'
      ? { outcome: `interrupted ${outcome.fault.kind}`, fault: outcome.fault }
      : { outcome: outcome.kind, fault: null }
  } catch (fault) {
    if (!(fault instanceof UpstreamError)) throw fault
    return { outcome: `throws ${fault.kind}`, fault }
  }
}

const expectNoSecret = (fault: UpstreamError, setup: CaseSetup): void => {
  const { email, password, ticket } = setup
  const everything = inspect(fault, { depth: null, showHidden: true }) + fault.stack
  for (const secret of [email, password, ticket.token, ticket.subject, ...setup.secrets])
    expect(everything).not.toContain(secret)
}

const runCase = (
  each: ContractCase,
  run: (setup: CaseSetup) => Promise<RequestOutcome | ResetOutcome>,
) =>
  test(`answers ${each.situation} with: ${each.expected}`, async () => {
    const setup = await each.setup()
    const { outcome, fault } = await outcomeOf(() => run(setup))
    expect(outcome).toBe(each.expected)
    if (fault) expectNoSecret(fault, setup)
    if (fault) expect(FAULT_REASONS).toContain(fault.details.reason)
    if (each.retryAfter !== undefined)
      expect(Math.abs((fault?.retryAfter ?? Number.NaN) - each.retryAfter)).toBeLessThanOrEqual(2)
    setup.finish()
  })

/** Runs the suite that every adapter passes, scripted or against a live upstream. */
export const describeUpstream = (name: UpstreamName, subject: ContractSubject): void => {
  const { hasPasswordRules } = vendors[name].traits

  describe(`${name}, asked for a reset,`, () => {
    for (const each of subject.request)
      runCase(each, ({ upstream, email }) => upstream.requestReset({ email, locale: 'en' }))
  })

  describe(`${name}, given a new password,`, () => {
    for (const each of subject.reset)
      runCase(each, ({ upstream, ticket, password }) => upstream.resetPassword(ticket, password))

    test('changes it', async () => {
      const { upstream, ticket, password, finish } = await subject.accepts()
      expect((await upstream.resetPassword(ticket, password)).kind).toBe('changed')
      finish()
    })

    test('says by its traits whether it refuses passwords by rules of its own', () => {
      expect(subject.refusesOnce !== null).toBe(hasPasswordRules)
    })

    test.runIf(subject.refusesOnce)(
      'lets a customer whose password is refused try another with the same link',
      async () => {
        if (!subject.refusesOnce) return
        const { upstream, ticket, password, finish } = await subject.refusesOnce()
        const first = await upstream.resetPassword(ticket, 'password')
        if (first.kind !== 'password-refused') return expect(first.kind).toBe('password-refused')
        expect((await upstream.resetPassword(first.retry, password)).kind).toBe('changed')
        finish()
      },
    )

    test.each(HOSTILE)(
      'asks for no other path because of the subject %j (TK-06)',
      async (hostile) => {
        const honest = await subject.accepts()
        await honest.upstream.resetPassword(honest.ticket, honest.password)
        const { upstream, ticket, password, paths } = await subject.accepts()
        await outcomeOf(() => upstream.resetPassword({ ...ticket, subject: hostile }, password))
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
          await outcomeOf(() => upstream.resetPassword({ ...ticket, subject: any }, password))
          for (const path of paths())
            expect(shapes).toContain(PLAIN.test(any) ? without(any, path) : path)
        }),
        { numRuns: 50 },
      )
    })
  })
}
