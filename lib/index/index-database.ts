import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { isDamage, OtherVersion } from './index-damage.ts'
import { damageOf, removeIndex } from './index-file.ts'
import { indexVersion } from './index-version.ts'
import { WatchedDatabase } from './watched-database.ts'

const tables = `
  -- Every Markdown file, whatever became of it. name: its path in the form links are compared in (NFC).
  -- since, due: from and until when it has its standing, where time decides (ms).
  CREATE TABLE files (
    path TEXT PRIMARY KEY, name TEXT NOT NULL, bytes INTEGER NOT NULL, modified REAL NOT NULL, hash TEXT NOT NULL,
    standing TEXT NOT NULL CHECK (standing IN ('public', 'held', 'gone', 'bad')), since INTEGER, due INTEGER
  ) WITHOUT ROWID;
  CREATE INDEX files_name ON files (name);
  CREATE INDEX files_since ON files (since) WHERE since IS NOT NULL;
  CREATE INDEX files_due ON files (due) WHERE due IS NOT NULL;
  CREATE INDEX files_bad ON files (path) WHERE standing = 'bad';

  -- What readers may see. A draft or an embargoed story has no row here (but in a preview, marked by held).
  -- month: of the day, 2025-05. edited: last significant edit (ms). unlisted: whether it is kept out of sitemaps.
  CREATE TABLE stories (
    id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, lang TEXT NOT NULL, day TEXT NOT NULL, slug TEXT NOT NULL,
    section TEXT NOT NULL, kind TEXT NOT NULL, published INTEGER NOT NULL, expires INTEGER, held TEXT,
    month TEXT NOT NULL, edited INTEGER NOT NULL, unlisted INTEGER, fields TEXT NOT NULL, UNIQUE (day, slug, lang)
  );
  CREATE INDEX stories_newest ON stories (lang, published DESC);
  CREATE INDEX stories_newest_of_all ON stories (published DESC);
  -- Of what the sitemap index is made, without opening a story.
  CREATE INDEX stories_month ON stories (month, edited, expires, held, unlisted);
  CREATE INDEX stories_section ON stories (lang, section, published DESC);
  CREATE INDEX stories_day ON stories (lang, day);
  CREATE INDEX stories_expires ON stories (expires) WHERE expires IS NOT NULL;
  CREATE TABLE bodies (story INTEGER PRIMARY KEY, body TEXT NOT NULL);
  -- Texts of stories and pages as lib/prose compiles them, made of the bodies that are here now; version: of what
  -- compiled them. uncompiled: those it has not come to, or has to come to again.
  CREATE TABLE prose (path TEXT PRIMARY KEY, version TEXT NOT NULL, html TEXT NOT NULL);
  CREATE TABLE uncompiled (path TEXT PRIMARY KEY, published INTEGER NOT NULL) WITHOUT ROWID;
  CREATE INDEX uncompiled_newest ON uncompiled (published DESC);
  CREATE TABLE story_topics (
    lang TEXT NOT NULL, topic TEXT NOT NULL, published INTEGER NOT NULL, story INTEGER NOT NULL,
    PRIMARY KEY (lang, topic, published, story)
  ) WITHOUT ROWID;
  CREATE INDEX story_topics_story ON story_topics (story);
  CREATE TABLE story_authors (
    lang TEXT NOT NULL, author TEXT NOT NULL, published INTEGER NOT NULL, story INTEGER NOT NULL,
    PRIMARY KEY (lang, author, published, story)
  ) WITHOUT ROWID;
  CREATE INDEX story_authors_story ON story_authors (story);

  -- Withdrawn and expired stories: their URLs answer 410.
  CREATE TABLE gone (path TEXT PRIMARY KEY, lang TEXT NOT NULL, day TEXT NOT NULL, slug TEXT NOT NULL) WITHOUT ROWID;
  CREATE INDEX gone_story ON gone (day, slug, lang);
  -- Of several files that claim an alias, the first by path has it.
  CREATE TABLE aliases (alias TEXT NOT NULL, path TEXT NOT NULL, PRIMARY KEY (alias, path)) WITHOUT ROWID;
  CREATE INDEX aliases_path ON aliases (path);

  CREATE TABLE pages (
    path TEXT PRIMARY KEY, page TEXT NOT NULL, lang TEXT NOT NULL, fields TEXT NOT NULL, body TEXT NOT NULL,
    UNIQUE (page, lang)
  ) WITHOUT ROWID;
  -- Pictures that something public shows; no other is served. picture: its path; bytes, modified: its file's when it was
  -- looked at; facts: what it was found to be; until: when the right to show it ends (ms).
  CREATE TABLE pictures (
    picture TEXT NOT NULL, path TEXT NOT NULL, hash TEXT NOT NULL, bytes INTEGER NOT NULL, modified REAL NOT NULL,
    facts TEXT NOT NULL, until INTEGER, PRIMARY KEY (picture, path)
  ) WITHOUT ROWID;
  CREATE INDEX pictures_path ON pictures (path);
  CREATE INDEX pictures_hash ON pictures (hash);
  CREATE INDEX pictures_until ON pictures (until) WHERE until IS NOT NULL;
  -- Video, audio and captions that something public plays; no other is served. As of pictures.
  CREATE TABLE media (
    media TEXT NOT NULL, path TEXT NOT NULL, hash TEXT NOT NULL, bytes INTEGER NOT NULL, modified REAL NOT NULL,
    facts TEXT NOT NULL, PRIMARY KEY (media, path)
  ) WITHOUT ROWID;
  CREATE INDEX media_path ON media (path);
  CREATE INDEX media_hash ON media (hash);
  CREATE TABLE links (
    path TEXT NOT NULL, target TEXT NOT NULL, line INTEGER NOT NULL, "column" INTEGER NOT NULL
  );
  CREATE INDEX links_path ON links (path);
  CREATE INDEX links_target ON links (target);
  -- Those of them that lead to no file, kept up to date by the triggers: in an archive nearly all lead somewhere, and
  -- to look at each of them after each change would take longer than the change.
  CREATE TABLE dead_links (
    path TEXT NOT NULL, target TEXT NOT NULL, line INTEGER NOT NULL, "column" INTEGER NOT NULL
  );
  CREATE INDEX dead_links_path ON dead_links (path);
  CREATE INDEX dead_links_target ON dead_links (target);
  CREATE TRIGGER link_kept AFTER INSERT ON links
    WHEN NEW.target NOT LIKE '/%' AND NOT EXISTS (SELECT 1 FROM files WHERE name = NEW.target)
    BEGIN INSERT INTO dead_links VALUES (NEW.path, NEW.target, NEW.line, NEW."column"); END;
  CREATE TRIGGER link_forgotten AFTER DELETE ON links
    BEGIN DELETE FROM dead_links WHERE path = OLD.path AND target = OLD.target; END;
  CREATE TRIGGER file_kept AFTER INSERT ON files
    BEGIN DELETE FROM dead_links WHERE target = NEW.name; END;
  CREATE TRIGGER file_forgotten AFTER DELETE ON files WHEN NOT EXISTS (SELECT 1 FROM files WHERE name = OLD.name)
    BEGIN INSERT INTO dead_links SELECT * FROM links WHERE target = OLD.name; END;
  CREATE TABLE problems (
    file TEXT NOT NULL, line INTEGER NOT NULL, "column" INTEGER NOT NULL, message TEXT NOT NULL
  );
  CREATE INDEX problems_file ON problems (file);
  -- Whom to tell of a change, and of what; gone when they have been told.
  CREATE TABLE outbox (id INTEGER PRIMARY KEY, destination TEXT NOT NULL, items TEXT NOT NULL, made INTEGER NOT NULL);
  CREATE INDEX outbox_destination ON outbox (destination);
  CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  INSERT INTO settings VALUES ('identity', hex(randomblob(16)));
`

/** The SQLite database that holds a newsroom's index. */
export type IndexDatabase = DatabaseSync

/**
 * Opens the index for writing, and creates it when it is missing, of another version or damaged: nothing is lost, because
 * it is made from the content folder. Nobody may be reading it.
 *
 * @param file path of the database, or ":memory:"
 */
export function openIndexForWriting(file: string): IndexDatabase {
  if (file === ':memory:') return prepare(file)
  mkdirSync(dirname(file), { recursive: true })
  if (damageOf(file) !== undefined) removeIndex(file)
  try {
    return prepare(file)
  } catch (error) {
    if (!isDamage(error)) throw error
    removeIndex(file)
    return prepare(file)
  }
}

/** Opens an index for writing while others read it. If something is wrong with it, this throws and repairs nothing. */
export function openSharedIndex(file: string): IndexDatabase {
  mkdirSync(dirname(file), { recursive: true })
  return prepare(file)
}

/** Opens the index for reading, as the site does. Throws when it does not exist yet or is not an index. */
export function openIndexForReading(file: string): IndexDatabase {
  const db = new WatchedDatabase(file, { readOnly: true, timeout: 5000 })
  try {
    // Not mapped into memory: reading beyond the end of a mapped file that was cut short kills the process.
    db.exec('PRAGMA query_only = 1')
    checkVersion(db)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

function prepare(file: string): IndexDatabase {
  const db = new WatchedDatabase(file, { timeout: 5000 })
  try {
    // Write-ahead logging lets readers go on while a pass is being written. The contents can be rebuilt, so losing the last
    // moments to a power cut does no harm.
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL')
    const empty = db.prepare('SELECT count(*) AS tables FROM sqlite_schema').get()?.tables === 0
    if (empty) db.exec(`BEGIN; ${tables} PRAGMA user_version = ${indexVersion(tables)}; COMMIT`)
    else checkVersion(db)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

function checkVersion(db: IndexDatabase) {
  if (db.prepare('PRAGMA user_version').get()?.user_version !== indexVersion(tables)) throw new OtherVersion()
  db.prepare('SELECT count(*) FROM settings').get()
}

const statements = new WeakMap<IndexDatabase, Map<string, StatementSync>>()

/** A prepared statement, prepared once per database. */
export function statement(db: IndexDatabase, sql: string): StatementSync {
  let known = statements.get(db)
  if (!known) {
    known = new Map()
    statements.set(db, known)
  }
  let prepared = known.get(sql)
  if (!prepared) {
    prepared = db.prepare(sql)
    known.set(sql, prepared)
  }
  return prepared
}
