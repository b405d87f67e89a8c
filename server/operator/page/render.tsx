import type { ReactElement } from 'react'
import { brandStyle, hashSource } from '#server/http/csp.ts'
import { OperatorPage } from './page.tsx'
import { type SignInFault, SignInPage } from './sign-in.tsx'
import { STYLE } from './style.ts'
import type { View } from './view.ts'

/** Writes the pages of a brand. */
export type Renderer = {
  /** Policy of the pages: their own style, and no script at all. */
  readonly policy: string
  page(view: View): string
  signIn(fault: SignInFault): string
}

/**
 * Makes a renderer in the colour of a brand.
 * @param toMarkup React's `renderToStaticMarkup`, which Next forbids to import at the top of a file
 */
export function createRenderer(
  brand: { name: string; color: string },
  toMarkup: (element: ReactElement) => string,
): Renderer {
  const documentOf = (element: ReactElement) => `<!doctype html>${toMarkup(element)}`
  const style = brandStyle(brand.color) + STYLE
  return {
    policy: [
      "default-src 'none'",
      `style-src ${hashSource(style)}`,
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ].join('; '),
    page: (view) => documentOf(<OperatorPage {...view} style={style} />),
    signIn: (fault) => documentOf(<SignInPage {...{ style, fault }} brand={brand.name} />),
  }
}
