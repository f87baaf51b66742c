package org.trano.registry.dedup.compare;

/**
 * Levenshtein distance: the least number of insertions, deletions and substitutions that turn one text into the other (Levenshtein
 * 1966). A metric.
 *
 * <p>Where the shorter text has up to 64 characters: the bit-parallel algorithm of Myers (1999) in the form of Hyyrö (2003), one
 * step a character of the longer text. Else the same in blocks of 64 rows, so time is proportional to |a|·|b|/64.
 */
public final class Levenshtein extends EditDistance {
    /** The comparator; it has no settings. */
    public static final Levenshtein STANDARD = new Levenshtein();

    private Levenshtein() {
        super(true);
    }

    @Override
    int largest(int n, int m) {
        return Math.max(n, m);
    }

    /**
     * One column of the distance table at a time, as the differences between neighbouring cells: bit i of {@code vp} says that
     * cell i+1 is one more than cell i, {@code vn} that it is one less; {@code d0} marks diagonal steps that cost nothing, and
     * {@code hp}, {@code hn} the differences to the column before. The last row's cell is kept as a number.
     */
    @Override
    int word(long[] table, int m, String text, int from, int n, int atMost) {
        long vp = -1L;
        long vn = 0;
        int distance = m;
        int last = m - 1;
        boolean bounded = atMost < n;
        for (int j = 0; j < n; j++) {
            long equal = Characters.mask(table, text.charAt(from + j));
            long d0 = (((equal & vp) + vp) ^ vp) | (equal | vn);
            long notHp = (d0 | vp) & ~vn;
            long hn = d0 & vp;
            distance += 1 - (int) (notHp >>> last & 1) - (int) (hn >>> last & 1);
            // Each character that is left can take away one.
            if (bounded && distance - (n - 1 - j) > atMost) {
                return atMost + 1;
            }
            notHp <<= 1;
            hn <<= 1;
            vp = hn | (notHp & ~d0);
            vn = d0 & ~notHp;
        }
        return distance;
    }

    @Override
    int word(long[] table, byte[] pattern, int patternFrom, int m, byte[] text, int from, int n, int atMost) {
        long vp = -1L;
        long vn = 0;
        int distance = m;
        int last = m - 1;
        boolean bounded = atMost < n;
        for (int j = 0; j < n; j++) {
            long equal = table[text[from + j] & 0xff];
            long d0 = (((equal & vp) + vp) ^ vp) | (equal | vn);
            long notHp = (d0 | vp) & ~vn;
            long hn = d0 & vp;
            distance += 1 - (int) (notHp >>> last & 1) - (int) (hn >>> last & 1);
            // Each character that is left can take away one.
            if (bounded && distance - (n - 1 - j) > atMost) {
                return atMost + 1;
            }
            notHp <<= 1;
            hn <<= 1;
            vp = hn | (notHp & ~d0);
            vn = d0 & ~notHp;
        }
        return distance;
    }

    @Override
    int any(String pattern, int patternFrom, int m, String text, int from, int n) {
        int blocks = (m + Characters.WORD - 1) / Characters.WORD;
        Blocks masks = new Blocks(pattern, patternFrom, m, blocks);
        long[] vps = new long[blocks];
        long[] vns = new long[blocks];
        java.util.Arrays.fill(vps, -1L);
        int distance = m;
        int last = (m - 1) % Characters.WORD;
        for (int j = 0; j < n; j++) {
            int row = masks.row(text.charAt(from + j));
            long carryPlus = 1;
            long carryMinus = 0;
            for (int b = 0; b < blocks; b++) {
                long vp = vps[b];
                long vn = vns[b];
                long equal = masks.mask(row, b) | carryMinus;
                long d0 = (((equal & vp) + vp) ^ vp) | equal | vn;
                long hp = vn | ~(d0 | vp);
                long hn = d0 & vp;
                if (b == blocks - 1) {
                    distance += (int) (hp >>> last & 1) - (int) (hn >>> last & 1);
                }
                long nextPlus = hp >>> Characters.WORD - 1;
                long nextMinus = hn >>> Characters.WORD - 1;
                hp = hp << 1 | carryPlus;
                hn = hn << 1 | carryMinus;
                vps[b] = hn | ~(d0 | hp);
                vns[b] = hp & d0;
                carryPlus = nextPlus;
                carryMinus = nextMinus;
            }
        }
        return distance;
    }
}
