import { AskForLink } from '../ask-for-link.tsx'

type Props = {
  params: Promise<{ locale: string }>
  searchParams: Promise<{ email?: string | string[] }>
}

export const dynamic = 'force-dynamic'

/** The form with the address that the shop sends along. It has a query, so it is made each time. */
export default async function PrefilledPage({ params, searchParams }: Props) {
  const { email } = await searchParams
  const address = typeof email === 'string' ? email.slice(0, 254) : ''
  return <AskForLink locale={(await params).locale} email={address} />
}
