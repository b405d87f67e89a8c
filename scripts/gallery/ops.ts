import { renderToStaticMarkup } from 'react-dom/server'
import { createRenderer } from '#server/operator/page/render.tsx'
import { OPS_STATES } from './ops-states.ts'

/** A page for operators. */
type OpsPage = { readonly id: string; readonly name: string; readonly html: string }

/** Renders all states of the operator's page, and of the form to sign in. */
export function renderOps(brand: { name: string; color: string }): OpsPage[] {
  const { page, signIn } = createRenderer(brand, renderToStaticMarkup)
  return [
    ...OPS_STATES.map(({ id, name, view }) => ({
      ...{ id, name },
      html: page({ ...view, brand: brand.name }),
    })),
    { id: 'ops-sign-in', name: 'sign in', html: signIn(null) },
    { id: 'ops-wrong-token', name: 'wrong token', html: signIn('wrong') },
  ]
}
