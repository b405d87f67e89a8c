/** Outlines on a grid of 24 by 24. */
const OUTLINES = {
  alert: 'M12 7.5v5m0 3.75v.01M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18',
  'broken-link': 'M9 17H7A5 5 0 0 1 7 7h1m7 0h2a5 5 0 0 1 3.5 8.5M8 12h3M3 3l18 18',
  clock: 'M12 7v5l3 2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18',
  envelope:
    'M4 5.5h16a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1m-.5 1.5 8.5 6 8.5-6',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12M12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5',
  globe:
    'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M3.5 9h17m-17 6h17M12 3c-5 5.5-5 12.5 0 18 5-5.5 5-12.5 0-18',
  hand: 'M18 11V6a2 2 0 0 0-4 0v4-6a2 2 0 0 0-4 0v6-4a2 2 0 0 0-4 0v8l-1.8-2.2a1.9 1.9 0 0 0-2.9 2.4L6 19a8 8 0 0 0 14-5V9a2 2 0 0 0-4 0',
  key: 'M7.5 20a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9m3.2-7.7L20 3m-4.5 4.5 3 3',
  lock: 'M6 10.5h12a1 1 0 0 1 1 1V19a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1v-7.5a1 1 0 0 1 1-1m2 0V8a4 4 0 0 1 8 0v2.5',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13m5 11.5L20 20',
  tick: 'm5 12.5 4.75 4.75L19.5 7.5',
} as const

/** Name of an icon. */
export type IconName = keyof typeof OUTLINES

/** An icon in the colour of its text. Screen readers skip it. */
export const Icon = ({ name, size = 24 }: { name: IconName; size?: number }) => (
  <svg
    width={size}
    height={size}
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.75"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    <path d={OUTLINES[name]} />
  </svg>
)
