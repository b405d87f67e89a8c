import { DeadEnd } from '#components/dead-end.tsx'
import { fill } from '#messages/fill.ts'
import { type Messages, messagesFor } from '#messages/messages.ts'
import { services } from '#server/services.ts'

type Props = {
  params: Promise<{ locale: string; kind: keyof Messages['problem'] }>
  searchParams: Promise<{ wait?: string }>
}

/** Pages whose link leads to the form; the others lead to the same page again. */
const FORM_NEXT = ['not-found', 'large-head']

/** The page of every problem. `proxy.ts` answers with it where there is nothing else to show. */
export default async function ProblemPage({ params, searchParams }: Props) {
  const { locale, kind } = await params
  const { title, lead, next } = messagesFor(locale).problem[kind]
  const { wait = '' } = await searchParams
  return (
    <DeadEnd
      brand={services().config.brand.name}
      words={{ title, lead: fill(lead, { wait }), next }}
      href={FORM_NEXT.includes(kind) ? '/forgot-password' : ''}
    />
  )
}
