import { AskForLink } from './ask-for-link.tsx'

type Props = { params: Promise<{ locale: string }> }

/** The form, the same for everyone: it is made once, and kept. */
export default async function ForgotPasswordPage({ params }: Props) {
  return <AskForLink locale={(await params).locale} email="" />
}
