import { z } from 'zod'
import { withoutDirections } from './fields.ts'
import { oldAddressOf } from './old-address.ts'

const advice =
  'leads nowhere. Write a path, a full address, a file of the content folder (articles/…) or the word gone.'

/** Where a redirect leads: a path, a full address, a file by its path in the content folder, or nowhere (`gone`). */
const target = z
  .string({ error: advice })
  .refine((to) => to === 'gone' || /^\/(?!\/)\S*$/.test(to) || isFullAddress(to) || isContentFile(to), {
    error: advice,
  })
  .refine(...withoutDirections)

/** content/redirects.yaml: old address -> where it leads. */
export const redirectsSchema = z.record(oldAddressOf(z.string().refine(...withoutDirections)), target, {
  error: 'is not a list of redirects. Write one /old/path: /new/path a line.',
})

function isFullAddress(to: string): boolean {
  return /^https?:\/\/[^/]\S*$/.test(to) && URL.canParse(to)
}

/** Whether a redirect's target is a file of the content folder, given by its path there. */
export function isContentFile(to: string): boolean {
  return /^(?:articles|pages)\/.+\.\w+$/.test(to)
}
