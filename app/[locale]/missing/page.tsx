import { DeadEnd } from '#components/dead-end.tsx'
import { messagesFor } from '#messages/messages.ts'
import { services } from '#server/services.ts'

type Props = { params: Promise<{ locale: string }> }

/** What stands where there is nothing, answered with 404 by the proxy. Next's own page is blank without script. */
export default async function MissingPage({ params }: Props) {
  const { notFound } = messagesFor((await params).locale)
  return (
    <DeadEnd
      icon="search"
      brand={services().config.brand.name}
      words={notFound}
      href="/forgot-password"
    />
  )
}
