/**
 * The ink that is readable on a colour: white or black, whichever contrasts more (WCAG 2.2).
 * @param color `#rrggbb`
 */
export function contrastColor(color: string): string {
  const white = 1.05 / (luminance(color) + 0.05)
  const black = (luminance(color) + 0.05) / (luminance(BLACK) + 0.05)
  return white >= black ? '#ffffff' : BLACK
}

const BLACK = '#000000'

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
