/**
 * Commands of an operator. The build puts each into the standalone server, `scripts/<name>.ts` as `<name>.js`. A new
 * command is a line here and a script in package.json.
 */
export const COMMANDS = [
  'campaign', // writes to the customers of a file
  'doctor', // checks whether customers get usable mails
  'outbox', // lists, retries and drops dead letters
  'provision', // sets up the vendor's side
]
