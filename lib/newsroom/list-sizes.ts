/** How many stories lists show: pages are made by these, and publishing knows by them which pages a story is on. */
export const listSizes = {
  /** A front page's stories above its sections, the lead among them. */
  front: 14,
  /** Of each section below those. */
  frontSection: 4,
  sectionFront: 60,
  /** Of a topic or an author. */
  list: 300,
  /** The most a feed holds; how many it holds at least, site.yaml says. */
  feed: 200,
  /** To read after a story. */
  related: 4,
} as const
