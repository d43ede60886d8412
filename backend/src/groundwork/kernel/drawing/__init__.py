"""Drawing pictures with Pillow: smooth shapes, gradients, soft shadows. What the demonstration data is drawn with."""
