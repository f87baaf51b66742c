#!/usr/bin/env python3
"""Golden values of the comparators: rapidfuzz_golden.py OUT.csv.gz, with the PyPI package rapidfuzz (the version stands in the first line of the file).

The pairs are not stored: RapidfuzzGoldenTest makes the same ones from the same linear congruential generator. One line a pair:
Levenshtein, OSA, Damerau-Levenshtein, indel and Hamming (padded) distance, Jaro, Jaro-Winkler, token sort and token set ratio, the last four
in millionths of one."""
import gzip, sys
import rapidfuzz
from rapidfuzz import fuzz
from rapidfuzz.distance import DamerauLevenshtein, Hamming, Indel, Jaro, JaroWinkler, Levenshtein, OSA

PAIRS, LONG = 100_000, 20
ALPHABETS = ["ab", "abcde ", "abcdefghijklmnopqrstuvwxyz ", "éèàôçñaeiou 'N-", "\u0627\u0644\u0645\u062d\u062f\u0633\u064a\u0646 ", "\U0001f600\U0001f601a\U0001f1f9\U0001f1ec ",
             "e\u0301a\u0300n\u0303 ", "0123456789", "\u4e00\u4e01\u4e02\u03b1\u03b2\u0416\u0100\u01ff "]


class Random:
    def __init__(self, seed):
        self.x = seed

    def below(self, n):
        self.x = (self.x * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.x >> 33) % n


def text(random, alphabet, length):
    return "".join(alphabet[random.below(len(alphabet))] for _ in range(length))


def pair(random, number):
    alphabet = ALPHABETS[random.below(len(ALPHABETS))]
    kind = random.below(20)
    length = random.below(9990) + 10 if number < LONG else 55 + random.below(90) if kind == 0 else random.below(24)
    a = text(random, alphabet, length)
    if random.below(3) == 0:
        return a, text(random, alphabet, random.below(length + 4))
    b = list(a)
    for _ in range(random.below(5)):
        what, at, letter = random.below(4), random.below(len(b) + 1), alphabet[random.below(len(alphabet))]
        if what == 0:
            b.insert(at, letter)
        elif at < len(b):
            if what == 1:
                del b[at]
            elif what == 2:
                b[at] = letter
            elif at + 1 < len(b):
                b[at], b[at + 1] = b[at + 1], b[at]
    return a, "".join(b)


def millionths(x):
    return round(x * 1e6)


random = Random(2026)
with gzip.GzipFile(sys.argv[1], "wb", mtime=0) as out:
    out.write(f"# rapidfuzz {rapidfuzz.__version__}\n".encode())
    for number in range(PAIRS):
        a, b = pair(random, number)
        row = [Levenshtein.distance(a, b), OSA.distance(a, b), DamerauLevenshtein.distance(a, b), Indel.distance(a, b), Hamming.distance(a, b, pad=True),
               millionths(Jaro.similarity(a, b)), millionths(JaroWinkler.similarity(a, b)), millionths(fuzz.token_sort_ratio(a, b) / 100), millionths(fuzz.token_set_ratio(a, b) / 100)]
        out.write((",".join(map(str, row)) + "\n").encode())
