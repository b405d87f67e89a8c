import { type Form, openForm } from '#e2e/system/form.ts'
import { spellForm, WAYS } from '#e2e/system/raw-form.ts'
import { exchange, type Head, headOf, type RawAnswer, spell } from '#e2e/system/raw-request.ts'
import type { TestEnvironment } from '#e2e/system/test-environment.ts'

/** An answer, and the secrets that it may show: the address of the customer whose cookie was sent. */
type Seen = { readonly what: string; readonly may: readonly string[]; readonly answer: RawAnswer }

/** A client that keeps all answers. */
export type RecordingClient = ReturnType<typeof createRecordingClient>

/** Acts as a customer's browser, and records all bytes of every answer. */
export function createRecordingClient({
  siteUrl,
  host,
}: Pick<TestEnvironment, 'siteUrl' | 'host'>) {
  const seen: Seen[] = []

  async function send(what: string, bytes: Buffer, may: readonly string[] = []) {
    const answer = await exchange(siteUrl, { bytes })
    seen.push({ what, may, answer })
    return answer
  }

  return {
    seen: (): readonly Seen[] => seen,

    get: (path: string, more: Head = [], may: readonly string[] = []) =>
      send(`GET ${path.split('?')[0]}`, spell('GET', path, headOf(host, more)), may),

    post: (path: string, more: Head, body: string) =>
      send(
        `POST ${path}`,
        spell(
          'POST',
          path,
          headOf(host, [...more, ['Content-Length', String(Buffer.byteLength(body))]]),
          body,
        ),
      ),

    /** Sends a form in both ways, and from another site. @returns the answers to the first two */
    async submit(form: Form, fields: Record<string, string>, may: readonly string[] = []) {
      const target = new URL(form.page).pathname
      const own = [['Origin', siteUrl]] as const
      const foreign = [['Origin', 'https://evil.example']] as const
      await send(
        `POST ${target} from elsewhere`,
        spellForm(form, 'without script', { target, fields, head: foreign }),
        may,
      )
      const answers: RawAnswer[] = []
      for (const way of WAYS) {
        const bytes = spellForm(form, way, { target, fields, head: own })
        answers.push(await send(`POST ${target} ${way}`, bytes, may))
      }
      return answers
    },

    /** Opens a link. @returns the new cookie of the browser */
    async open(link: string): Promise<string> {
      const { pathname, search } = new URL(link)
      const answer = await this.get(`${pathname}${search}`)
      await this.get(`${pathname}${search}`, [['RSC', '1']])
      return /^set-cookie: (__Host-reset=[^;]*)/im.exec(answer.head)?.[1] ?? ''
    },

    form: (path: string, cookie?: string) =>
      openForm(`${siteUrl}${path}`, { origin: siteUrl, ...(cookie && { cookie }) }),
  }
}
