import { DeadEnd } from '#components/dead-end.tsx'
import { currentWait } from '#lib/http/current.ts'
import { fill } from '#lib/i18n/fill.ts'
import { messagesFor } from '#lib/i18n/messages.ts'
import { site } from '#lib/site.ts'

type Props = { params: Promise<{ locale: string }> }

export const dynamic = 'force-dynamic'

/** What a client is told that has sent too many forms; the proxy answers it with 429. */
export default async function TooManyPage({ params }: Props) {
  const { locale } = await params
  const { tooMany, next } = messagesFor(locale).error
  const wait = (await currentWait()) ?? ''
  return (
    <DeadEnd
      brand={site().config.brand.name}
      words={{ title: tooMany.title, lead: fill(tooMany.lead, { wait }), next }}
      href=""
    />
  )
}
