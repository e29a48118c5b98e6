import { expect, it } from 'vitest'
import { attachmentHeaders } from './attachment.ts'

it.each([
  ['articles/2025/05/20/budget.pdf', 'budget.pdf', 'budget.pdf'],
  ['budget 2025 (final).csv', 'budget_2025__final_.csv', 'budget%202025%20%28final%29.csv'],
  ['a/预算.xlsx', '__.xlsx', '%E9%A2%84%E7%AE%97.xlsx'],
  ['a/ميزانية.pdf', '_______.pdf', '%D9%85%D9%8A%D8%B2%D8%A7%D9%86%D9%8A%D8%A9.pdf'],
  ['a/it\'s "x".zip', 'it_s__x_.zip', 'it%27s%20%22x%22.zip'],
  ['a/x\r\nSet-Cookie: y.pdf', 'xSet-Cookie__y.pdf', 'xSet-Cookie%3A%20y.pdf'],
  ['a/cod\u202efdp.pdf', 'codfdp.pdf', 'codfdp.pdf'],
])('%j is saved under its own name', (path, plain, encoded) => {
  expect(attachmentHeaders(path)).toEqual({
    'Content-Disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`,
    'Content-Security-Policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
  })
})
