import { DeadEnd } from '#components/dead-end.tsx'
import { fill } from '#messages/fill.ts'
import { type Messages, messagesFor } from '#messages/messages.ts'
import { services } from '#server/services.ts'

type Kind = keyof Messages['problem']

type Props = {
  params: Promise<{ locale: string; kind: Kind }>
  searchParams: Promise<{ wait?: string }>
}

const FORM = '/forgot-password'

/** Targets of the button. An empty one loads the same address again. */
const NEXT = {
  refused: '',
  outdated: '',
  limited: '',
  'large-head': FORM,
  'not-found': FORM,
} as const satisfies Record<Kind, string>

/** The page of every problem. `proxy.ts` answers with it where there is nothing else to show. */
export default async function ProblemPage({ params, searchParams }: Props) {
  const { locale, kind } = await params
  const { title, lead, next } = messagesFor(locale).problem[kind]
  const { wait = '' } = await searchParams
  return (
    <DeadEnd
      brand={services().config.brand.name}
      words={{ title, lead: fill(lead, { wait }), next }}
      href={NEXT[kind]}
    />
  )
}
