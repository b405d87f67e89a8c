import type { MailBrand } from './style.ts'

type Props = { brand: Pick<MailBrand, 'color' | 'ink' | 'edge'>; href: string; label: string }

/**
 * The button for Outlook on Windows, which gives links no padding and no corners. All other programs read a
 * comment.
 * @see https://learn.microsoft.com/en-us/windows/win32/vml/msdn-online-vml-roundrect-element
 */
export const OutlookButton = (props: Props) => (
  // biome-ignore lint/security/noDangerouslySetInnerHtml: React writes no comments; all values are escaped
  <div data-skip-in-text="true" dangerouslySetInnerHTML={{ __html: markup(props) }} />
)

const markup = ({ brand, href, label }: Props) =>
  '<!--[if mso]>' +
  '<v:roundrect xmlns:v="urn:schemas-microsoft-com:vml" xmlns:w="urn:schemas-microsoft-com:office:word"' +
  ` href="${escapeHtml(href)}" style="width:424px;height:50px;v-text-anchor:middle" arcsize="24%"` +
  ` strokecolor="${brand.edge}" fillcolor="${brand.color}"><w:anchorlock/>` +
  `<center style="color:${brand.ink};font-family:Arial,sans-serif;font-size:16px;font-weight:bold">` +
  `${escapeHtml(label)}</center></v:roundrect><![endif]-->`

/** Escapes text and attributes. No `>` is left that could end the comment. */
const escapeHtml = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
