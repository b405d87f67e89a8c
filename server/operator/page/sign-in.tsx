import { StateIcon } from './icons.tsx'
import { Layout } from './page.tsx'

/** Reason why a token was not taken; null before the first try. */
export type SignInFault = 'wrong' | 'blocked' | null

const FAULTS = {
  wrong: 'This is not the token. It is the value of OPS_TOKEN.',
  blocked: 'Too many wrong tokens. Send the value of OPS_TOKEN.',
} as const

type SignInProps = {
  readonly brand: string
  readonly style: string
  readonly fault: SignInFault
}

/** The form to sign in. */
export const SignInPage = ({ brand, style, fault }: SignInProps) => (
  <Layout {...{ brand, style }} title={fault ? 'Error: Sign in' : 'Sign in'}>
    <section className="card narrow" aria-labelledby="sign-in">
      <h1 id="sign-in">Sign in</h1>
      {fault && (
        <p className="fault" id="fault" role="alert" data-state="fail">
          <StateIcon state="fail" />
          {FAULTS[fault]}
        </p>
      )}
      <form method="post" action="/sign-in" className="sign-in">
        <label htmlFor="token">Token</label>
        <input
          id="token"
          name="token"
          type="password"
          autoComplete="current-password"
          required
          aria-invalid={fault === 'wrong' || undefined}
          aria-describedby={fault ? 'fault' : undefined}
        />
        <button type="submit" className="primary">
          Sign in
        </button>
      </form>
    </section>
  </Layout>
)
