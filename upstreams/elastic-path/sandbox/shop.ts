import type { Shop } from '#sandbox/shop.ts'

const logo = (ink: string, mark: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="150" height="40" viewBox="0 0 150 40"><path d="M4 28a16 16 0 0 1 32 0Z" fill="${mark}"/><path d="M2 33c4-4 8-4 12 0s8 4 12 0 8-4 12 0" fill="none" stroke="${ink}" stroke-width="2.5" stroke-linecap="round"/><text x="48" y="29" fill="${ink}" font-family="Georgia,'Times New Roman',serif" font-size="25" font-weight="700" textLength="98" lengthAdjust="spacingAndGlyphs">BANKS</text></svg>`

const waves = [0, 1, 2, 3]
  .map(
    (nth) =>
      `<path d="M-20 ${180 + nth * 34}c40-34 80-34 120 0s80 34 120 0 80-34 120 0 80 34 120 0"/>`,
  )
  .join('')

/** An outfitter whose logo has a dark version. */
export const shop: Shop = {
  owner: 'Banks Outfitters',
  tagline: 'Clothes for weather',
  accent: '#9a3412',
  logo: { light: logo('#431407', '#c2410c'), dark: logo('#ffedd5', '#fb923c') },
  art: `<svg viewBox="0 0 400 300" preserveAspectRatio="xMaxYMid slice" fill="none" aria-hidden="true"><path fill="#fff" fill-opacity=".16" d="M220 160a80 80 0 0 1 160 0Z"/><g stroke="#fff" stroke-opacity=".2" stroke-width="10">${waves}</g></svg>`,
}
