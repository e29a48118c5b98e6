import { isSigned, parseReceipt, receiptPurpose } from '../lib/consent/receipt.ts'
import { findRecord, recordFile } from '../lib/consent/record-file.ts'
import { readEnvironment } from '../lib/runtime/environment.ts'
import { keyFor, storedFormSecret } from '../lib/runtime/form-secret.ts'
import { command, fail } from './fail.ts'

/** `npm run receipt -- RECEIPT`: prints the record of a reader's choice; exit 1 when there is none. */
await command(async () => {
  const [text, ...rest] = process.argv.slice(2)
  if (text === undefined || rest.length > 0)
    fail('Use: npm run receipt -- RECEIPT, such as k7qx-29fm-4tnd-8wze-0hpr.')
  const receipt = parseReceipt(text)
  if (!receipt)
    fail(
      `${JSON.stringify(text.slice(0, 100))} is not a receipt. It has 20 letters and digits, as in k7qx-29fm-4tnd-8wze-0hpr; an old one has 16.`,
    )
  const environment = readEnvironment(process.env)
  const file = recordFile(environment)
  const line = await findRecord(file, receipt)
  if (line !== undefined) return console.log(line)
  const secret = storedFormSecret(environment)
  const known = secret !== undefined && isSigned(receipt, keyFor(secret, receiptPurpose))
  fail(
    known
      ? `There is no ${receipt} in ${file}, but it was given out by this newsroom. Look on the other servers, or in their logs.`
      : `There is no ${receipt} in ${file}, and it was not signed with this FORM_SECRET. Look on the other servers, or in their logs; if it is in none, it was made up.`,
  )
})
