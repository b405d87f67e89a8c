import { DeadEnd } from '#components/dead-end.tsx'
import { messagesFor } from '#messages/messages.ts'
import { services } from '#server/services.ts'

type Props = { params: Promise<{ locale: string }> }

/** What a person is told whose form is not one of ours. The way on is the same page, asked for anew. */
export default async function RefusedPage({ params }: Props) {
  const { refused } = messagesFor((await params).locale)
  return (
    <DeadEnd
      icon="alert"
      tone="wrong"
      brand={services().config.brand.name}
      words={refused}
      href=""
    />
  )
}
