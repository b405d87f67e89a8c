import { html } from 'hono/html'
import type { Customer } from '#sandbox/customers.ts'
import type { Inbox } from '#sandbox/inbox.ts'

/** Sends a mail as a company's own mailer does, with an unencoded token in the link. */
export const sendResetMail = async (
  inbox: Inbox,
  site: string,
  customer: Customer,
  token: string,
): Promise<void> => {
  const link = `${site}/actions?action=resetPwd&customerId=${customer.id}&token=${token}`
  const body = await html`<!doctype html>
<html lang="en"><head><title>Choose a new password</title></head>
<body style="font-family: Georgia, serif; line-height: 1.5">
<p>Dear ${customer.name},</p>
<p>Here is the link to choose a new password for Marlow Rewards.</p>
<p><a href="${link}">Choose a new password</a></p>
</body></html>`
  inbox.receive({
    to: customer.email,
    from: 'Marlow Rewards <rewards@sessionm.example>',
    subject: 'Choose a new password',
    html: String(body),
    text: `Dear ${customer.name},\n\nHere is the link to choose a new password for Marlow Rewards:\n${link}\n`,
  })
}
