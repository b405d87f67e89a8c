import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { openSandbox } from '#sandbox/fixture.ts'
import { NOT_LOOKED_UP } from '#sandbox/pwned.ts'

const sandbox = openSandbox()
const sha1 = (text: string) => createHash('sha1').update(text).digest('hex').toUpperCase()
const hash = sha1('password1234')

describe('the range API of Pwned Passwords', () => {
  it('knows a common password', async () => {
    const answer = await sandbox.request(`/pwned/range/${hash.slice(0, 5)}`)
    expect(await answer.text()).toMatch(new RegExp(`^${hash.slice(5)}:[1-9]\\d*\\r?$`, 'm'))
  })

  it('pads with lines that count nothing', async () => {
    const headers = { 'Add-Padding': 'true' }
    const answer = await sandbox.request('/pwned/range/00000', { headers })
    const lines = (await answer.text()).split('\r\n')
    expect(lines).toHaveLength(800)
    expect(lines.filter((line) => line.endsWith(':0')).length).toBeGreaterThan(700)
    expect(lines.every((line) => /^[0-9A-F]{35}:\d+$/.test(line))).toBe(true)
  })

  it('fails for one password', async () => {
    const prefix = sha1(NOT_LOOKED_UP).slice(0, 5)
    expect((await sandbox.request(`/pwned/range/${prefix}`)).status).toBe(503)
  })

  it('refuses what is not five hexadecimal digits', async () => {
    expect((await sandbox.request('/pwned/range/XYZ')).status).toBe(400)
  })
})
