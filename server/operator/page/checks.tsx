import type { CheckResult, CheckState } from '#lib/check-result.ts'
import { timeFormats } from './format.ts'
import { StateIcon } from './icons.tsx'
import type { View } from './view.ts'

const WORDS = { ok: 'works', warn: 'warns', fail: 'fails', unknown: 'not known' } as const

/** Order of the states, the worst first. */
const ORDER: readonly CheckState[] = ['fail', 'warn', 'unknown', 'ok']

/** Finds the worst state of checks. A part that cannot be seen is no fault. */
const worstState = (results: readonly CheckResult[]): CheckState =>
  ORDER.find((state) => state !== 'unknown' && results.some((each) => each.state === state)) ?? 'ok'

const Check = ({ state, id, sentence, variable }: CheckResult) => (
  <li className="check" data-state={state}>
    <StateIcon state={state} />
    <div>
      <p>{sentence}</p>
      <p className="small muted">
        {id} {WORDS[state]}
        {variable && (
          <>
            : look at <code>{variable}</code>
          </>
        )}
      </p>
    </div>
  </li>
)

const CheckList = ({ checks }: { checks: readonly CheckResult[] }) => (
  <ul className="checks">
    {checks.map((check) => (
      <Check key={`${check.id} ${check.variable}`} {...check} />
    ))}
  </ul>
)

const titleOf = (results: readonly CheckResult[]): string => {
  const failed = results.filter(({ state }) => state === 'fail').length
  if (failed > 0) return failed === 1 ? '1 check fails' : `${failed} checks fail`
  const warned = results.filter(({ state }) => state === 'warn').length
  if (warned > 0) return warned === 1 ? '1 check warns' : `${warned} checks warn`
  return 'Everything works'
}

/** The state of the site: what fails first, and the rest folded. */
export function Checks({ checked: { results, at }, timeZone }: View) {
  const sorted = ORDER.flatMap((state) => results.filter((each) => each.state === state))
  const urgent = sorted.filter(({ state }) => state === 'fail' || state === 'warn')
  const others = sorted.filter((each) => !urgent.includes(each))
  const worst = worstState(results)
  return (
    <section className="card hero" data-state={worst} aria-labelledby="state">
      <div className="hero-title">
        <span className="disc">
          <StateIcon state={worst} />
        </span>
        <div>
          <h1 id="state">{titleOf(results)}</h1>
          <p className="muted">
            {results.length} checks at {timeFormats(timeZone).clock(at)}
          </p>
        </div>
      </div>
      {urgent.length > 0 && <CheckList checks={urgent} />}
      <details>
        <summary>{urgent.length > 0 ? 'The other checks' : 'All checks'}</summary>
        <CheckList checks={others} />
      </details>
    </section>
  )
}
