import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { freePort } from '../e2e/site.ts'
import { temporaryFolder } from '../lib/testing/temporary.ts'
import type { Answer } from './ask.ts'
import { type Server, startServer } from './processes.ts'

/**
 * Starts nginx with one file: the compressed bytes our server sends for `path`, under the same path and with the same
 * type. It is tuned for speed, so that the comparison is with nginx at its best: no log, the file kept open,
 * no limit to the requests on a connection.
 */
export async function startNginx(program: string, path: string, page: Answer): Promise<Server> {
  const folder = temporaryFolder()
  // Started by root, nginx reads as another user.
  chmodSync(folder, 0o755)
  const file = join(folder, 'html', path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, page.body)
  const port = await freePort()
  const config = join(folder, 'nginx.conf')
  writeFileSync(config, settings(port, String(page.headers['content-type'])))
  const args = ['-p', folder, '-c', config, '-e', join(folder, 'error.log')]
  return startServer(`http://127.0.0.1:${port}`, program, args)
}

function settings(port: number, type: string): string {
  return `daemon off;
worker_processes 1;
pid nginx.pid;
events {}
http {
  access_log off;
  sendfile on;
  tcp_nopush on;
  open_file_cache max=10;
  keepalive_requests 100000000;
  client_body_temp_path body;
  proxy_temp_path proxy;
  fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi;
  scgi_temp_path scgi;
  types {}
  default_type "${type}";
  server {
    listen 127.0.0.1:${port};
    root html;
    add_header Content-Encoding br;
    # For Varnish in front of it: how long it may keep the page, and that somebody is there.
    add_header Cache-Control "public, max-age=30, s-maxage=86400";
    location = /readyz { return 200; }
  }
}
`
}
