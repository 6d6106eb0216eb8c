"""The pictures that several pages draw: of runs, of a place on a hill, of a graph.  They know no page."""
