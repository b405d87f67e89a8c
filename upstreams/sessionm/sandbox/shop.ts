import type { Shop } from '#sandbox/shop.ts'

const rings = [40, 80, 120, 160, 200, 240, 280]
  .map((radius) => `<circle cx="330" cy="250" r="${radius}"/>`)
  .join('')

/** A loyalty programme without a logo. */
export const shop: Shop = {
  owner: 'Marlow Rewards',
  tagline: 'Points for people who return',
  accent: '#4338ca',
  logo: null,
  art: `<svg viewBox="0 0 400 300" preserveAspectRatio="xMaxYMax slice" fill="none" stroke="#fff" stroke-width="14" stroke-opacity=".14" aria-hidden="true">${rings}<circle cx="330" cy="250" r="16" fill="#fff" fill-opacity=".5" stroke="none"/></svg>`,
}
