import { expect, it } from 'vitest'
import { createPlainForms } from './plain-forms.ts'
import { represent } from './representation.ts'

const texts = ['国际 '.repeat(100), 'عالم '.repeat(100), 'world '.repeat(100)]

it('gives each text as it was, and unpacks one that is asked for again only once', async () => {
  const plain = createPlainForms(10_000)
  for (const text of texts) {
    const representation = await represent(Buffer.from(text))
    const form = plain(representation)
    expect(form.body.toString()).toBe(text)
    expect(form.etag).toBe(`"${representation.hash}.i"`)
    expect(plain(representation)).toBe(form)
  }
})

it('keeps those asked for last, within its bound', async () => {
  const [first, second, third] = await Promise.all(texts.map((text) => represent(Buffer.from(text))))
  if (!first || !second || !third) throw new Error('There are three.')
  const plain = createPlainForms(1600)
  const kept = plain(third)
  const oldest = plain(first)
  expect(plain(third)).toBe(kept)
  plain(second)
  expect(plain(third)).toBe(kept)
  expect(plain(first)).not.toBe(oldest)
})

it('keeps none that is larger than the bound by itself', async () => {
  const large = await represent(Buffer.from('x'.repeat(2000)))
  const plain = createPlainForms(1000)
  expect(plain(large).body.length).toBe(2000)
  expect(plain(large)).not.toBe(plain(large))
})
