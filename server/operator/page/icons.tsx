import type { CheckState } from '#lib/check-result.ts'

const PATHS = {
  ok: 'M5 12.5l4.5 4.5L19 7.5',
  warn: 'M12 6v7.5M12 17.5v.5',
  fail: 'M7 7l10 10M17 7L7 17',
  unknown: 'M9 9.2a3 3 0 1 1 4.4 2.7c-.9.5-1.4 1-1.4 2M12 17.5v.5',
} as const

/** The sign of a state. Its meaning is in words beside it. */
export const StateIcon = ({ state }: { state: CheckState }) => (
  <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" className="icon">
    <path d={PATHS[state]} />
  </svg>
)
