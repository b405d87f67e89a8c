import type { Page } from '@playwright/test'

/**
 * Checks the document in a tab against criteria that axe cannot judge, in light and dark, with each style sheet.
 * @param styles variants of a style sheet in the document; the first one is its own
 */
export async function checkPage(tab: Page, styles: readonly string[]): Promise<string[]> {
  const found: string[] = []
  await tab.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true
  })
  for (const colorScheme of ['light', 'dark'] as const) {
    await tab.emulateMedia({ colorScheme })
    const faint = await tab.evaluate(faintParts, styles)
    found.push(...faint.map((one) => `${colorScheme}, ${one}`))
  }
  found.push(...(await tab.evaluate(smallTargets)), ...(await tab.evaluate(unmarkedParts)))
  await tab.setViewportSize({ width: 640, height: 320 })
  found.push(...(await tab.evaluate(overflows, 'in landscape')))
  await tab.setViewportSize({ width: 320, height: 640 })
  found.push(...(await tab.evaluate(overflows, 'in portrait')))
  const spacing = await tab.addStyleTag({ content: TEXT_SPACING })
  found.push(...(await tab.evaluate(overflows, 'with wide text')))
  await spacing.evaluate((style) => style.parentElement?.removeChild(style))
  return found
}

/** Checks that nothing in a tab is wider than its place, which depends on the words. */
export const checkWidth = (tab: Page): Promise<string[]> => tab.evaluate(overflows, 'in portrait')

/** Spacing that a page has to bear. @see https://www.w3.org/TR/WCAG22/#text-spacing */
const TEXT_SPACING =
  '*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}' +
  'p{margin-bottom:2em!important}'

/** Runs in the browser. Finds targets of less than 24 px, and buttons and fields of less than 44. @see WCAG 2.2, 2.5.8 and 2.5.5 */
function smallTargets(): string[] {
  const all = document.querySelectorAll('a, button, summary, input:not([type=hidden], [tabindex])')
  return [...all].flatMap((target) => {
    const { width, height } = target.getBoundingClientRect()
    const least = target.matches('button, summary, input') ? 44 : 24
    const isSeen = width > 0 && !target.closest('.visually-hidden')
    return isSeen && Math.min(width, height) < least
      ? [`${width} by ${height} px: ${target.outerHTML}`]
      : []
  })
}

/** Runs in the browser. Finds errors without an icon, and languages that are not marked. @see WCAG 2.2, 1.4.1 and 3.1.2 */
function unmarkedParts(): string[] {
  const invalid = [...document.querySelectorAll('[aria-invalid]')].filter((field) => {
    const ids = field.getAttribute('aria-describedby')?.split(' ') ?? []
    return !ids.some((id) => document.getElementById(id)?.querySelector('svg'))
  })
  const languages = document.querySelectorAll('a[hreflang]:not([lang])')
  return [...invalid, ...languages].map(({ outerHTML }) => `unmarked: ${outerHTML}`)
}

/** Runs in the browser. Finds what is wider than the window or than its own box. @see WCAG 2.2, 1.4.10 and 1.4.12 */
function overflows(when: string): string[] {
  const wide = document.documentElement.scrollWidth - window.innerWidth
  const clipped = [...document.querySelectorAll('a, button, label, p, h1, li, summary')].filter(
    (each) =>
      !each.closest('.visually-hidden') &&
      each.clientWidth > 0 &&
      each.scrollWidth > each.clientWidth + 1,
  )
  return [
    ...(wide > 0 ? [`${wide} px too wide ${when}`] : []),
    ...clipped.map(({ outerHTML }) => `clipped ${when}: ${outerHTML}`),
  ]
}

/**
 * Runs in the browser. Finds borders of controls and focus rings with a contrast of less than 3:1,
 * and controls without a ring.
 * @see WCAG 2.2, 1.4.11 and 2.4.7
 */
function faintParts(styles: readonly string[]): string[] {
  const canvas = document.createElement('canvas')
  canvas.width = 1
  canvas.height = 1
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('there is no canvas')
  /** Paints colours over each other. */
  const luminance = (...colors: string[]) => {
    for (const color of ['white', ...colors]) {
      context.fillStyle = color
      context.fillRect(0, 0, 1, 1)
    }
    const [red = 0, green = 0, blue = 0] = [...context.getImageData(0, 0, 1, 1).data].map(
      (byte) => {
        const share = byte / 255
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
      },
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const groundOf = (element: Element | null): string[] =>
    element ? [...groundOf(element.parentElement), getComputedStyle(element).backgroundColor] : []
  const contrast = (color: string, ground: string[]) => {
    const [one, other] = [luminance(...ground, color), luminance(...ground)]
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)
  }
  const sheet = [...document.querySelectorAll('style')].find(
    ({ textContent }) => textContent === styles[0],
  )
  if (!sheet) throw new Error('the document has no such style sheet')

  const found: string[] = []
  for (const style of styles) {
    sheet.textContent = style
    const controls = document.querySelectorAll<HTMLElement>('a, button, summary, input')
    for (const control of controls) {
      if (control.closest('.visually-hidden') || control.offsetParent === null) continue
      const ground = groundOf(control.parentElement)
      const { borderTopWidth, borderTopColor } = getComputedStyle(control)
      const said = `${style.slice(0, 40)}: ${control.outerHTML}`
      if (borderTopWidth !== '0px' && contrast(borderTopColor, ground) < 3)
        found.push(`a faint border, ${said}`)
      control.focus({ focusVisible: true } as FocusOptions)
      const { outlineStyle, outlineColor } = getComputedStyle(control)
      if (outlineStyle !== 'solid' || contrast(outlineColor, ground) < 3)
        found.push(`a faint focus ring, ${said}`)
    }
  }
  sheet.textContent = styles[0] ?? ''
  return found
}
