import { AccountLine } from '#components/account-line.tsx'
import { PageText } from '#components/page-text.tsx'
import { LIMITS } from '#lib/reset/limits.ts'
import { fill } from '#messages/fill.ts'
import { messagesFor } from '#messages/messages.ts'
import { fillIn } from '#messages/plural.ts'
import { currentFlow } from '#server/http/request-context.ts'
import { services } from '#server/services.ts'

type Props = { params: Promise<{ locale: string }> }

export const dynamic = 'force-dynamic'

/** The page after the form, with the typed address. It is the same whether or not there is an account. */
export default async function SentPage({ params }: Props) {
  const { locale } = await params
  const { forgotPassword, sent } = messagesFor(locale)
  const { name } = services().config.brand
  const flow = await currentFlow()
  return (
    <PageText icon="envelope" brand={name} title={sent.title} lead={sent.lead}>
      {flow?.kind === 'sent' && (
        <AccountLine label={forgotPassword.email} address={flow.email}>
          <a href="/forgot-password">{sent.change}</a>
        </AccountLine>
      )}
      <p>{fill(sent.next, { brand: name })}</p>
      <details>
        <summary>{sent.nothing}</summary>
        <ul>
          {sent.hints.map((hint) => (
            <li key={hint}>{fillIn(locale, hint, { links: LIMITS.addressHourly.points })}</li>
          ))}
        </ul>
      </details>
      <p>
        <a href="/forgot-password">{sent.again}</a>
      </p>
    </PageText>
  )
}
