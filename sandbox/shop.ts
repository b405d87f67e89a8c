/** A company of the demo: its shop in the sandbox, and the brand of its site. */
export type Shop = {
  readonly owner: string
  readonly tagline: string
  /** `#rrggbb` */
  readonly accent: string
  /** SVG documents for light and dark mode; null: the name is shown as text. */
  readonly logo: { readonly light: string; readonly dark: string } | null
  /** SVG drawing, white on the brand's colour. */
  readonly art: string
}
