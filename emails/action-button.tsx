import { Button, Section } from '@react-email/components'
import type { MailBrand } from './frame.tsx'

/** The one thing to do in a mail. */
export const ActionButton = (props: { brand: MailBrand; href: string; children: string }) => (
  <Section style={{ margin: '24px 0' }}>
    <Button
      href={props.href}
      style={{
        backgroundColor: props.brand.color,
        borderRadius: '8px',
        color: props.brand.ink,
        fontSize: '16px',
        fontWeight: 600,
        padding: '14px 22px',
      }}
    >
      {props.children}
    </Button>
  </Section>
)
