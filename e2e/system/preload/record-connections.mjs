// Loaded into a server under test: records each host that it connects to or looks up.
import { appendFileSync } from 'node:fs'
import { Socket } from 'node:net'

const { connect } = Socket.prototype
Socket.prototype.connect = function (...args) {
  const [options] = Array.isArray(args[0]) ? args[0] : args
  const { host = 'localhost', port, path } = Object(options)
  appendFileSync(process.env.CONNECTIONS_FILE, `${path ?? `${host}:${port}`}\n`)
  return connect.apply(this, args)
}
