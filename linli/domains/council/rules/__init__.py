"""What the council decides by: plain Python, values in, values out."""
