import { PageText } from '#components/page-text.tsx'
import { messagesFor } from '#messages/messages.ts'
import { services } from '#server/services.ts'

type Props = { params: Promise<{ locale: string }> }

/** What everyone is told who asked for a link. */
export default async function SentPage({ params }: Props) {
  const { sent } = messagesFor((await params).locale)
  return (
    <PageText
      icon="envelope"
      brand={services().config.brand.name}
      title={sent.title}
      lead={sent.lead}
    >
      <p>{sent.next}</p>
      <details>
        <summary>{sent.nothing}</summary>
        <ul>
          {sent.hints.map((hint) => (
            <li key={hint}>{hint}</li>
          ))}
        </ul>
      </details>
      <p>
        <a href="/forgot-password">{sent.again}</a>
      </p>
    </PageText>
  )
}
