import type { NextRequest } from 'next/server.js'
import { iconAnswer } from '#lib/answers/icon-answer.ts'
import { machineAnswer } from '#lib/answers/machine-answer.ts'
import { contentFolder, site as currentSite, pictures } from '#lib/page/site.ts'
import { createLog } from '#lib/runtime/log.ts'
import { readMachineFile } from '#lib/urls/machine-files.ts'

type Context = { params: Promise<{ path: string[] }> }

/** The files for machines; proxy.ts has rewritten their own URLs to here, and checked that the file exists. */
export async function GET(request: NextRequest, { params }: Context): Promise<Response> {
  const { environment, ...view } = currentSite()
  const file = readMachineFile(view, (await params).path.map(decodeURIComponent))
  if (!file) return new Response('Not found\n', { status: 404 })
  if (file.kind === 'icon') {
    const { site, nameplate } = view.newsroom
    const { logo } = site.organisation
    return iconAnswer(file.icon, {
      logo: logo === undefined ? nameplate?.light : contentFolder().locate(logo),
      pictures: pictures(),
      signal: request.signal,
      warn: (reason) => createLog(environment.logLevel)('warn', 'icon not drawn', { logo, reason }),
    })
  }
  const { siteUrl } = environment
  const query = request.nextUrl.searchParams
  const { status, body, headers } = await machineAnswer({ ...view, siteUrl, query }, file)
  return new Response(body, { status, headers })
}
