/** What script is told whose form was not let through: Next makes it the message of an error. */
export const REFUSED = 'refused'
