import { PageText } from '#components/page-text.tsx'
import { splitAddress } from '#lib/split-address.ts'
import { messagesFor } from '#messages/messages.ts'
import { requestWords } from '#messages/request-words.ts'
import { services } from '#server/services.ts'
import { ForgotPasswordForm } from './form.tsx'

/** The "Forgot your password?" form, used with and without a prefilled address. */
export function AskForLink({ locale, email }: { locale: string; email: string }) {
  const { acceptsCustomerNumber } = services().upstream
  const words = requestWords(messagesFor(locale), acceptsCustomerNumber)
  return (
    <>
      <PageText icon="key" title={words.title} lead={words.lead} />
      <ForgotPasswordForm
        title={words.title}
        words={words}
        acceptsNumber={acceptsCustomerNumber}
        email={splitAddress(email)}
      />
    </>
  )
}
