import { DeadEnd } from '#components/dead-end.tsx'
import { fill } from '#messages/fill.ts'
import { type Messages, messagesFor } from '#messages/messages.ts'
import type { ProblemKind } from '#server/http/routes.ts'
import { services } from '#server/services.ts'

type Props = {
  params: Promise<{ locale: string; kind: ProblemKind }>
  searchParams: Promise<{ wait?: string }>
}

/** The page of every problem, such as an unknown path or a rejected form (`showProblem`). */
export default async function ProblemPage({ params, searchParams }: Props) {
  const { locale, kind } = await params
  const { wait = '' } = await searchParams
  const { words, ...rest } = problemOf(messagesFor(locale), kind)
  const lead = fill(words.lead, { wait })
  const brand = services().config.brand.name
  return <DeadEnd brand={brand} words={{ ...words, lead }} {...rest} />
}

/** Chooses the words, the icon, and the target of the button. An empty target loads the same address again. */
function problemOf({ error, refused, outdated, notFound, largeHead }: Messages, kind: ProblemKind) {
  switch (kind) {
    case 'refused':
      return { words: refused, href: '', icon: 'alert', tone: 'wrong' } as const
    case 'outdated':
      return { words: outdated, href: '', icon: 'clock', tone: 'late' } as const
    case 'limited':
      return {
        words: { ...error.tooMany, next: error.next },
        href: '',
        icon: 'hand',
        tone: 'late',
        isLater: true,
      } as const
    case 'large-head':
      return { words: largeHead, href: '/forgot-password', icon: 'alert', tone: 'late' } as const
    case 'not-found':
      return { words: notFound, href: '/forgot-password', icon: 'search' } as const
    default:
      return kind satisfies never
  }
}
