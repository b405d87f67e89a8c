import { formatNumber, formatShare } from './format.ts'
import type { FunnelStep } from './funnel.ts'

const TITLES = {
  asked: 'Asked',
  mailed: 'Mailed',
  delivered: 'Delivered',
  opened: 'Opened',
  changed: 'Changed',
} as const satisfies Record<FunnelStep['name'], string>

/** Writes why resets did not reach a step. */
const lossOf = ({ lost, reasons }: FunnelStep): string => {
  const known = reasons.map(({ label, count }) => `${formatNumber(count)} ${label}`).join(', ')
  if (lost === 0) return known && `None lost. Seen: ${known}`
  return `${formatNumber(lost)} lost${known && `. Seen: ${known}`}`
}

function Step({ step, whole }: { step: FunnelStep; whole: number }) {
  const { name, count, lost } = step
  const percent = (part: number) => `${whole === 0 ? 0 : Math.min(100, (part * 100) / whole)}%`
  const loss = lossOf(step)
  return (
    <li className="step">
      <p className="step-name">{TITLES[name]}</p>
      <p className="step-count">
        {count === null ? <span className="muted">not told</span> : formatNumber(count)}{' '}
        {count !== null && name !== 'asked' && (
          <span className="muted small">{formatShare(count, whole)}</span>
        )}
      </p>
      <svg className="step-bar" width="100%" height="20" aria-hidden="true">
        <rect className="bar-track" width="100%" height="20" rx="4" />
        <rect className="bar-lost" width={percent((count ?? 0) + lost)} height="20" rx="4" />
        <rect className="bar-count" width={percent(count ?? 0)} height="20" rx="4" />
      </svg>
      {loss && <p className="step-loss small muted">{loss}</p>}
    </li>
  )
}

/** Steps of the resets, and those lost at each. */
export function Funnel({ steps }: { steps: readonly FunnelStep[] }) {
  const [asked] = steps
  return (
    <ol className="funnel">
      {steps.map((step) => (
        <Step key={step.name} step={step} whole={asked?.count ?? 0} />
      ))}
    </ol>
  )
}
