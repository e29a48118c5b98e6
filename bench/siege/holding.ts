import { proportionalMegabytes } from '../memory.ts'
import { openFiles, type Server } from '../processes.ts'

/** What a server holds, with all processes it started: megabytes (PSS), and files and connections. */
export type Holding = { megabytes: number; files: number }

export function holdingOf(server: Pick<Server, 'pid'>): Holding {
  return { megabytes: proportionalMegabytes(server.pid), files: openFiles(server) }
}
