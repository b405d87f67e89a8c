import { AskForLink } from './ask-for-link.tsx'

type Props = { params: Promise<{ locale: string }> }

/** The form without an address. It is the same for everyone. */
export default async function ForgotPasswordPage({ params }: Props) {
  return <AskForLink locale={(await params).locale} email="" />
}
