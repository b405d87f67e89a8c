import type { Shop } from '#sandbox/shop.ts'

const logo = (ink: string, mark: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="196" height="40" viewBox="0 0 196 40"><path d="M20 2 36 38 20 30 4 38Z" fill="${mark}"/><path d="M20 2v28L4 38Z" fill="${ink}" fill-opacity=".35"/><g fill="${ink}" font-family="Arial,Helvetica,sans-serif"><text x="46" y="22" font-size="22" font-weight="700" textLength="104" lengthAdjust="spacingAndGlyphs">Northline</text><text x="47" y="36" font-size="10" textLength="102" lengthAdjust="spacing">COACHES</text></g></svg>`

/** A coach line whose logo is wide. */
export const shop: Shop = {
  owner: 'Northline Coaches',
  tagline: 'Tickets to everywhere north',
  accent: '#0f766e',
  logo: { light: logo('#134e4a', '#0f766e'), dark: logo('#e6fffa', '#2dd4bf') },
  art: '<svg viewBox="0 0 400 300" preserveAspectRatio="xMaxYMax slice" aria-hidden="true"><g fill="#fff"><path fill-opacity=".1" d="M0 230 90 120l70 80 80-130 160 170v60H0Z"/><path fill-opacity=".12" d="M0 270 120 180l90 70 90-90 100 90v50H0Z"/><path fill-opacity=".5" d="m310 34 5 14 14 5-14 5-5 14-5-14-14-5 14-5Z"/></g><path d="M0 292h400" stroke="#fff" stroke-opacity=".5" stroke-width="4" stroke-dasharray="22 18"/></svg>',
}
