import { PageText } from '#components/page-text.tsx'
import { splitAddress } from '#lib/split-address.ts'
import { messagesFor } from '#messages/messages.ts'
import { ForgotPasswordForm } from './form.tsx'

/** The "Forgot your password?" form, used with and without a prefilled address. */
export function AskForLink({ locale, email }: { locale: string; email: string }) {
  const { forgotPassword } = messagesFor(locale)
  return (
    <>
      <PageText icon="key" title={forgotPassword.title} lead={forgotPassword.lead} />
      <ForgotPasswordForm
        title={forgotPassword.title}
        words={forgotPassword}
        email={splitAddress(email)}
      />
    </>
  )
}
