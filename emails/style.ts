/** Colours of a brand in mails, as `#rrggbb`. */
export type MailBrand = {
  readonly name: string
  readonly color: string
  /** Text colour that can be read on `color`. */
  readonly ink: string
  /** Borders of button and tile in light and in dark mode. */
  readonly edge: string
  readonly darkEdge: string
}

/** Font of the text: what the system has. */
export const FONT =
  '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, Helvetica, Arial, sans-serif'

/** Ground of boxes in light mode. */
export const WELL = '#f4f4f3'

/** Font of codes. */
export const MONOSPACE = 'ui-monospace, SFMono-Regular, Consolas, Menlo, monospace'

/** Colours of the button and of the tile. The border shows them on a ground of the same colour. */
export const colorsOf = ({ color, ink, edge }: MailBrand) => ({
  backgroundColor: color,
  border: `1px solid ${edge}`,
  color: ink,
})

/** Builds the style sheet for dark mode. Mail programs without support for it show the light mail. */
export const darkStyle = ({ darkEdge }: MailBrand): string =>
  `@media (prefers-color-scheme:dark){${Object.entries({
    // The package repeats the style of the body in a cell of its own.
    '.page,.page>table>tbody>tr>td': 'background-color:#131214',
    '.card': 'background-color:#1d1d20',
    '.strong': 'color:#f2f2f4',
    '.text': 'color:#d6d5da',
    '.quiet': 'color:#b1b0b6',
    '.well': 'background-color:#2a2a2e',
    '.line': 'border-color:#35353a',
    '.edge': `border-color:${darkEdge}`,
  })
    .map(([selector, rule]) => `${selector}{${rule}!important}`)
    .join('')}}`
