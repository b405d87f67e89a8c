import { html } from 'hono/html'
import type { Customer } from '#sandbox/customers.ts'
import type { Inbox } from '#sandbox/inbox.ts'
import { credentials } from '#upstreams/betterez/sandbox/credentials.ts'

const { accountId, appName } = credentials

/** Sends Betterez's own mail. Without the right application name it links to its websales pages. */
export const sendResetMail = async (
  inbox: Inbox,
  site: string,
  customer: Customer,
  token: string,
  givenAppName: string | undefined,
): Promise<void> => {
  const endpoint =
    givenAppName === appName ? `${site}/actions/` : `https://${accountId}.websales.example/account`
  const link = `${endpoint}?accountId=${accountId}&customerId=${customer.id}&token=${token}&action=resetPwd`
  const body = await html`<!doctype html>
<html lang="en"><head><title>Reset your password</title></head>
<body style="font-family: Arial, sans-serif; line-height: 1.5">
<p>Hello ${customer.name},</p>
<p>You asked to reset the password of your Northline Coaches account.</p>
<p><a href="${link}">Reset your password</a></p>
<p>If it was not you, there is nothing to do.</p>
</body></html>`
  inbox.receive({
    to: customer.email,
    from: 'Northline Coaches <no-reply@betterez.example>',
    subject: 'Reset your password',
    html: String(body),
    text: `Hello ${customer.name},\n\nReset your password:\n${link}\n\nIf it was not you, there is nothing to do.\n`,
  })
}
