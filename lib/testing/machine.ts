import { type MachineAnswer, machineAnswer } from '../answers/machine-answer.ts'
import { resolveUrl } from '../urls/resolve.ts'
import { type TestNewsroom, testNow } from './newsroom.ts'

export const machineSite = 'https://news.example'

/** A test newsroom's answer at the URL of a file. Throws where there is no such file. */
export async function machineFile(
  newsroom: TestNewsroom,
  url: string,
  now = testNow,
): Promise<MachineAnswer> {
  const { pathname, searchParams: query } = new URL(url, machineSite)
  const view = { db: newsroom.db, newsroom: newsroom.newsroom(), now }
  const found = resolveUrl(view, pathname)
  if (found.kind !== 'file') throw new Error(`${url} is ${found.kind}.`)
  if (found.file.kind === 'icon') throw new Error(`${url} is a picture.`)
  return machineAnswer({ ...view, siteUrl: machineSite, query }, found.file)
}
