"""What surrounds the pages: the server, its shared cache, its memory, whose turn it is."""
