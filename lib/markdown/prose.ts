/**
 * A text's HTML, compiled once: pieces of safe HTML and, between them, slots for the few things that depend on more than
 * its file and the words of its language. It is stored as JSON; {@link file://./fill.ts fillProse} makes the page's HTML.
 */
export type Prose = (string | Slot)[]

export type Slot = LinkSlot | PictureSlot | CreditSlot | PlayerSlot | FrameSlot

/** A link to a file of the content folder. If that leads nowhere, its words remain. */
export type LinkSlot = {
  /** The address as written in the text, without its fragment. */
  link: string
  /** `#…`, percent-encoded, or empty. */
  fragment: string
  title?: string
  words: Prose
}

/** A picture, by its name in the text. */
export type PictureSlot = { picture: string; alt: string }

/** A picture's credit when only its file may have one. @property alone: there is no caption */
export type CreditSlot = { credit: string; alone: boolean }

/** A player for a video or an audio file, by its name in the text. */
export type PlayerSlot = {
  player: 'video' | 'audio'
  src: string
  /** A video's poster picture. */
  poster?: string
  captions: { src: string; lang: string; label: string }[]
  words: string
}

/** Content of another site, which is framed if the newsroom allows frames from there. */
export type FrameSlot = { frame: string; framed: Prose; linked: Prose }
