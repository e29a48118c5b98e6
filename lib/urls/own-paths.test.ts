import { expect, it } from 'vitest'
import { isOwnPath } from './own-paths.ts'

it.each(['/consent', '/consent.css', '/favicon.svg', '/favicon.ico', '/_next/static/x.js', '/statistics.js'])(
  'is the site’s own: %s',
  (path) => {
    expect(isOwnPath(path)).toBe(true)
  },
)

it.each([
  '/',
  '/en',
  '/en/consent',
  '/consent/',
  '/Consent.css',
  '/_nextdoor',
  '/robots.txt',
  '/ar/الموافقة',
])('is not: %s', (path) => {
  expect(isOwnPath(path)).toBe(false)
})
