import { DeadEnd } from '#components/dead-end.tsx'
import { fill } from '#messages/fill.ts'
import { messagesFor } from '#messages/messages.ts'
import { currentWait } from '#server/http/request-context.ts'
import { services } from '#server/services.ts'

type Props = { params: Promise<{ locale: string }> }

export const dynamic = 'force-dynamic'

/** What a client is told that has sent too many forms; the proxy answers it with 429. */
export default async function TooManyPage({ params }: Props) {
  const { locale } = await params
  const { tooMany, next } = messagesFor(locale).error
  const wait = (await currentWait()) ?? ''
  return (
    <DeadEnd
      icon="hand"
      tone="late"
      brand={services().config.brand.name}
      words={{ title: tooMany.title, lead: fill(tooMany.lead, { wait }), next }}
      href=""
    />
  )
}
