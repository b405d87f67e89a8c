import { ForgotPasswordForm } from '#app/[locale]/forgot-password/form.tsx'
import { OnePressForm } from '#app/[locale]/forgot-password/one-press-form.tsx'
import { AccountLine } from '#components/account-line.tsx'
import { ButtonLink } from '#components/button-link.tsx'
import { More } from '#components/more.tsx'
import { PageText } from '#components/page-text.tsx'
import { checkAddress } from '#lib/email-address.ts'
import { splitAddress } from '#lib/split-address.ts'
import { type Messages, messagesFor } from '#messages/messages.ts'
import { requestWords } from '#messages/request-words.ts'
import type { Flow } from '#server/http/cookies.ts'
import { currentFlow } from '#server/http/request-context.ts'
import { services } from '#server/services.ts'

type Props = { params: Promise<{ locale: string }> }

export const dynamic = 'force-dynamic'

/** The page for a link that does not work. It says why, and sends a new one in one press where the address is known. */
export default async function ExpiredPage({ params }: Props) {
  const messages = messagesFor((await params).locale)
  const { forgotPassword, invalidLink, done } = messages
  const { acceptsCustomerNumber } = services().upstream
  const { reason, email } = reasonOf(await currentFlow())
  const { title, lead } = invalidLink[reason]
  const isKnown = email !== null && checkAddress(email) === null
  const { signInUrl } = services().config.brand
  // Most customers with such a link have changed their password already.
  const isDone = signInUrl !== null && (reason === 'used' || reason === 'gone')
  return (
    <>
      <PageText {...MARKS[reason]} title={title} lead={lead} />
      {isDone && <ButtonLink href={signInUrl}>{done.signIn}</ButtonLink>}
      {isDone && <hr />}
      {isKnown ? (
        <>
          <AccountLine label={forgotPassword.email} address={email}>
            <a href="/forgot-password/change">{invalidLink.another}</a>
          </AccountLine>
          <OnePressForm
            title={title}
            submit={invalidLink.submit}
            isSecond={isDone}
            email={splitAddress(email)}
          />
        </>
      ) : (
        <ForgotPasswordForm
          title={title}
          words={requestWords(messages, acceptsCustomerNumber)}
          acceptsNumber={acceptsCustomerNumber}
          submitLabel={invalidLink.submit}
          isSecond={isDone}
          email={splitAddress(email ?? '')}
        />
      )}
      {reason === 'closed' && <CookieHelp words={invalidLink.cookies} />}
    </>
  )
}

const MARKS = {
  invalid: { icon: 'broken-link', tone: 'wrong' },
  expired: { icon: 'clock', tone: 'late' },
  used: { icon: 'tick', tone: 'late' },
  closed: { icon: 'clock', tone: 'late' },
  gone: { icon: 'broken-link', tone: 'late' },
} as const

/** Help for a browser that refuses our cookie. The server cannot tell this from an old link. */
const CookieHelp = ({ words }: { words: Messages['invalidLink']['cookies'] }) => (
  <More title={words.title}>
    <p>{words.lead}</p>
    <ul>
      {words.hints.map((hint) => (
        <li key={hint}>{hint}</li>
      ))}
    </ul>
    <p>
      <a href="/change-password/with-link">{words.withLink}</a>
    </p>
  </More>
)

/** Finds the reason. Without a flow, the last one has expired; a finished one means the link is used. */
function reasonOf(flow: Flow | null) {
  if (flow?.kind === 'invalid-link') return flow
  if (flow?.kind === 'sent') return { reason: 'closed' as const, email: flow.email }
  return { reason: flow?.kind === 'done' ? ('used' as const) : ('closed' as const), email: null }
}
