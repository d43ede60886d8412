/** A tag as one reads it: `behind-the-scenes` is "behind the scenes". */
export function tagName(tag: string): string {
  return tag.replaceAll('-', ' ');
}
