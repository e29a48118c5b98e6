import {
  closeSync,
  copyFileSync,
  fstatSync,
  openSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { DatabaseSync } from 'node:sqlite'

/** What can happen to a database's file while it is being read, each done with real bytes. */
export const damages: Readonly<Record<string, (file: string) => void>> = {
  'zeros from its second page on': (file) => overwrite(file, 0, 4096),
  'zeros all over it': (file) => overwrite(file, 0),
  'garbage all over it': (file) => overwrite(file, 0x5a),
  'garbage in its header': (file) => overwrite(file, 0xff, 0, 4096),
  'its end cut off': (file) => truncateSync(file, 8192),
  'nothing left of it': (file) => truncateSync(file, 0),
  'a text written over it': (file) => writeFileSync(file, 'not a database\n'.repeat(1000)),
  'another database written over it': (file) => copyFileSync(otherDatabase(file), file),
  'another database moved into its place': (file) => renameSync(otherDatabase(file), file),
  'a text moved into its place': (file) => {
    writeFileSync(`${file}.other`, 'not a database\n'.repeat(1000))
    renameSync(`${file}.other`, file)
  },
  'itself deleted, and what is beside it': (file) => {
    for (const part of ['', '-wal', '-shm']) rmSync(file + part)
  },
  'itself deleted': (file) => rmSync(file),
  'its -wal deleted': (file) => rmSync(`${file}-wal`),
  'its -shm deleted': (file) => rmSync(`${file}-shm`),
  'its -wal cut off, and zeros over it': (file) => {
    truncateSync(`${file}-wal`, 0)
    overwrite(file, 0, 4096)
  },
}

/** Writes one byte over a range of a file, up to its end by default. */
function overwrite(file: string, byte: number, from = 0, to?: number) {
  const descriptor = openSync(file, 'r+')
  const end = to ?? fstatSync(descriptor).size
  writeSync(descriptor, Buffer.alloc(end - from, byte), 0, end - from, from)
  closeSync(descriptor)
}

function otherDatabase(beside: string): string {
  const path = `${beside}.other`
  const db = new DatabaseSync(path)
  db.exec('CREATE TABLE recipes (name TEXT)')
  db.close()
  return path
}
