import { PageText } from '#components/page-text.tsx'
import { LIMITS } from '#lib/reset/limits.ts'
import { fill } from '#messages/fill.ts'
import { messagesFor } from '#messages/messages.ts'
import { services } from '#server/services.ts'

type Props = { params: Promise<{ locale: string }> }

/** The page after the form. It is the same whether or not there is an account. */
export default async function SentPage({ params }: Props) {
  const { sent } = messagesFor((await params).locale)
  const { name } = services().config.brand
  return (
    <PageText icon="envelope" brand={name} title={sent.title} lead={sent.lead}>
      <p>{fill(sent.next, { brand: name })}</p>
      <details>
        <summary>{sent.nothing}</summary>
        <ul>
          {sent.hints.map((hint) => (
            <li key={hint}>{fill(hint, { links: LIMITS.addressHourly.points })}</li>
          ))}
        </ul>
      </details>
      <p>
        <a href="/forgot-password">{sent.again}</a>
      </p>
    </PageText>
  )
}
