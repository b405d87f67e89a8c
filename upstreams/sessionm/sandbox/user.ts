import type { Customer } from '#sandbox/customers.ts'
import { derivedHex } from '#sandbox/identifiers.ts'

/**
 * Writes a customer's profile as SessionM does, with `null` for empty lists.
 * @see https://docs.sessionm.com/developer/APIs/Core/Customers/customers_customer_profile.htm
 */
export const user = ({ id, email, name, behaviour }: Customer) => {
  const isSuspended = behaviour === 'suspended'
  const [first, ...others] = name.split(' ')
  return {
    id,
    external_id: derivedHex(id, 9),
    opted_in: true,
    activated: true,
    proxy_ids: [],
    email,
    created_at: '2018-10-25 00:57:11',
    updated_at: '2018-10-25 00:57:11',
    country: 'USA',
    suspended: isSuspended,
    last_name: others.join(' '),
    first_name: first ?? '',
    registered_at: '2018-10-25 00:57:10',
    profile_photo_url: '/images/account-neutral.png',
    test_account: false,
    account_status: isSuspended ? 'suspended' : 'good',
    tier_levels: null,
    referrer_code: 'ZZS-B27C94',
    phone_numbers: null,
  }
}
