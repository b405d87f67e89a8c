import { OnePressForm } from '#app/[locale]/forgot-password/one-press-form.tsx'
import { AddressText } from '#components/address-text.tsx'
import { Hint } from '#components/hint.tsx'
import { splitAddress } from '#lib/split-address.ts'
import { fill } from '#messages/fill.ts'
import type { Messages } from '#messages/messages.ts'

type Props = {
  words: Pick<Messages['sent'], 'title' | 'suggestion' | 'correct'>
  /** Domain that was probably meant. */
  domain: string
  /** The typed address with that domain. */
  address: string
}

/** A question about a likely typing error, with a button that asks for a link to the corrected address. */
export function Suggestion({ words, domain, address }: Props) {
  const [before, after] = words.correct.split('{address}')
  return (
    <>
      <Hint>{fill(words.suggestion, { domain })}</Hint>
      <OnePressForm
        title={words.title}
        submit={
          <span>
            {before}
            <bdi dir="ltr">
              <AddressText>{address}</AddressText>
            </bdi>
            {after}
          </span>
        }
        isSecond={false}
        email={splitAddress(address)}
      />
    </>
  )
}
