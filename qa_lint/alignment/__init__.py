"""Which passages of one text answer which of another, over paragraphs and over sentences.

A dynamic programme over beads, as in Gale and Church (1993), "A program for aligning sentences in bilingual
corpora", https://aclanthology.org/J93-1004/. What speaks for a bead is a logarithm of likelihoods: how much
likelier what is seen is of a text and its translation than of any two passages of these texts. It is gathered
from the lengths, from the kinds of blocks, and from signs: numbers by value, names, addresses and code that
both texts have, and words that a dictionary or the texts themselves tie to each other.
"""
