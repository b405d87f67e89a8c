const WHITE = '#ffffff'
const BLACK = '#000000'

/** Grounds of pages and mails in light and in dark mode, the ones with the least contrast. */
export const GROUNDS = { light: '#f4f4f3', dark: '#26262a' } as const

/**
 * Picks white or black, whichever contrasts more with a colour.
 * @param color `#rrggbb`
 * @see https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
 */
export const contrastColor = (color: string): string =>
  contrastOf(color, WHITE) >= contrastOf(color, BLACK) ? WHITE : BLACK

/**
 * Derives a shade of a colour that can be read on a ground: at least 4.5:1. A colour
 * with enough contrast stays as it is.
 * @see WCAG 2.2, 1.4.3
 */
export function readableShade(color: string, ground: string): string {
  const ink = contrastColor(ground)
  const shares = Array.from({ length: 21 }, (_, step) => step / 20)
  const shades = shares.map((share) => mix(color, ink, share))
  return shades.find((shade) => contrastOf(shade, ground) >= 4.5) ?? ink
}

function contrastOf(one: string, other: string): number {
  const [a, b] = [luminance(one) + 0.05, luminance(other) + 0.05]
  return Math.max(a, b) / Math.min(a, b)
}

function mix(color: string, other: string, share: number): string {
  const [from, to] = [bytesOf(color), bytesOf(other)]
  const mixed = from.map((byte, at) => Math.round(byte + ((to[at] ?? 0) - byte) * share))
  return `#${Buffer.from(mixed).toString('hex')}`
}

const bytesOf = (color: string): number[] => [...Buffer.from(color.slice(1), 'hex')]

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = bytesOf(color).map((byte) => {
    const share = byte / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
