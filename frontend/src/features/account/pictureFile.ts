/** What the server takes for a picture. */
export const PICTURE_KINDS = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'];

const MOST_BYTES = 5_000_000;

export type PictureProblem = 'wrongKind' | 'tooBig' | 'unreadable';

/** The picture as an address that holds it itself, or what is wrong with it. */
export async function readPicture(
  file: File,
): Promise<{ address: string; problem: null } | { address: null; problem: PictureProblem }> {
  if (!PICTURE_KINDS.includes(file.type)) return { address: null, problem: 'wrongKind' };
  if (file.size > MOST_BYTES) return { address: null, problem: 'tooBig' };
  const address = await readAddress(file);
  return (await isPicture(address)) ? { address, problem: null } : { address: null, problem: 'unreadable' };
}

// The content security policy lets no image come from a blob: address.
function readAddress(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(String(reader.result)));
    reader.addEventListener('error', () => reject(reader.error ?? new Error('The file could not be read')));
    reader.readAsDataURL(file);
  });
}

function isPicture(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const image = new Image();
    image.addEventListener('load', () => resolve(true));
    image.addEventListener('error', () => resolve(false));
    image.src = address;
  });
}
