import { DeadEnd } from '#components/dead-end.tsx'
import { messagesFor } from '#messages/messages.ts'
import { services } from '#server/services.ts'

type Props = { params: Promise<{ locale: string }> }

/** The 431 page, for a browser that holds too many cookies of other apps on a parent domain. */
export default async function LargeHeadPage({ params }: Props) {
  const { largeHead } = messagesFor((await params).locale)
  return (
    <DeadEnd
      icon="alert"
      tone="late"
      brand={services().config.brand.name}
      words={largeHead}
      href="/forgot-password"
    />
  )
}
