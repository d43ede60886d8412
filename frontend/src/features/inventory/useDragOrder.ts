import { useState, type DragEvent } from 'react';

/**
 * Lets things of a list be put in another order by dragging them. Whoever uses the keyboard needs buttons beside it.
 *
 * @returns what each place of the list is to be given
 */
export function useDragOrder(move: (from: number, to: number) => void) {
  const [dragged, setDragged] = useState<number | null>(null);
  return (place: number) => ({
    draggable: true,
    'data-dragged': dragged === place,
    onDragStart: () => setDragged(place),
    onDragEnd: () => setDragged(null),
    onDragOver: (event: DragEvent) => {
      if (dragged === null) return;
      event.preventDefault();
      if (dragged === place) return;
      move(dragged, place);
      setDragged(place);
    },
  });
}
