import { cpSync } from 'node:fs'

// `next build` leaves these two beside the server that it traces; a server needs them inside.
cpSync('.next/static', '.next/standalone/.next/static', { recursive: true })
cpSync('public', '.next/standalone/public', { recursive: true })
