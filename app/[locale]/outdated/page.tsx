import { DeadEnd } from '#components/dead-end.tsx'
import { messagesFor } from '#messages/messages.ts'
import { services } from '#server/services.ts'

type Props = { params: Promise<{ locale: string }> }

/** What a person is told whose form was made by another build. The way on is the same page, as it is now. */
export default async function OutdatedPage({ params }: Props) {
  const { outdated } = messagesFor((await params).locale)
  return (
    <DeadEnd
      icon="clock"
      tone="late"
      brand={services().config.brand.name}
      words={outdated}
      href=""
    />
  )
}
