import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { PictureRef } from '@/api/types';
import { Picture } from '@/features/pictures/Picture';
import { useCatalogMessages } from '@/lib/messages/catalog';
import classes from './Gallery.module.css';

/** The pictures of a product: one large, the others to choose from. */
export function Gallery({ pictures }: { pictures: PictureRef[] }) {
  const t = useCatalogMessages();
  const [chosen, setChosen] = useState(0);
  const shown = pictures[chosen] ?? pictures[0];
  return (
    <div className={classes.gallery}>
      <Picture className={classes.large} picture={shown} sizes="(min-width: 60em) 600px, 100vw" ratio="4 / 3" eager />
      {pictures.length > 1 && (
        <ul className={classes.choices} aria-label={t.pictures}>
          {pictures.map((picture, place) => (
            <li key={picture.fileId}>
              <UnstyledButton
                className={classes.choice}
                aria-label={t.showPicture(place + 1, pictures.length)}
                aria-pressed={picture === shown}
                onClick={() => setChosen(place)}
              >
                <Picture picture={{ ...picture, alt: null }} sizes="88px" ratio="4 / 3" />
              </UnstyledButton>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
