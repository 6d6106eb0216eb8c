"""The Chain rule page: a formula as a graph, walked forward and back."""
