import { parseReceipt } from '../lib/consent/receipt.ts'
import { findRecord, recordFile } from '../lib/consent/record-file.ts'
import { readEnvironment } from '../lib/environment.ts'
import { command, fail } from './fail.ts'

/** `npm run receipt -- RECEIPT`: prints the record of a reader's choice; exit 1 when there is none. */
await command(async () => {
  const [text, ...rest] = process.argv.slice(2)
  if (text === undefined || rest.length > 0)
    fail('Use: npm run receipt -- RECEIPT, such as k7qx-29fm-4tnd-8wze.')
  const receipt = parseReceipt(text)
  if (!receipt)
    fail(
      `${JSON.stringify(text.slice(0, 100))} is not a receipt. It has 16 letters and digits, as in k7qx-29fm-4tnd-8wze.`,
    )
  const file = recordFile(readEnvironment(process.env))
  const line = await findRecord(file, receipt)
  if (line === undefined)
    fail(`There is no ${receipt} in ${file}. Look on the other servers, or in their logs.`)
  console.log(line)
})
