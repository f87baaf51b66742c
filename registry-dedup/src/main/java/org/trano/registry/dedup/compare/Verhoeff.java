package org.trano.registry.dedup.compare;

/** Verhoeff's check digit: J. Verhoeff, Error Detecting Decimal Codes, Mathematical Centre Tract 29, Amsterdam 1969. */
final class Verhoeff {
    private static final int PERMUTATIONS = 8;
    /** What the digit at a place stands for: one permutation, applied once more at each place. */
    private static final int[][] PERMUTED = new int[PERMUTATIONS][10];

    static {
        int[] once = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};
        for (int digit = 0; digit < 10; digit++) {
            PERMUTED[0][digit] = digit;
        }
        for (int place = 1; place < PERMUTATIONS; place++) {
            for (int digit = 0; digit < 10; digit++) {
                PERMUTED[place][digit] = once[PERMUTED[place - 1][digit]];
            }
        }
    }

    private Verhoeff() {}

    static boolean isValid(CharSequence number) {
        int check = 0;
        for (int i = number.length() - 1, place = 0; i >= 0; i--, place++) {
            int digit = number.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            check = product(check, PERMUTED[place % PERMUTATIONS][digit]);
        }
        return number.length() > 1 && check == 0;
    }

    /** The product in the dihedral group of ten elements: 0 to 4 are rotations, 5 to 9 reflections. */
    private static int product(int a, int b) {
        if (a < 5) {
            return b < 5 ? (a + b) % 5 : 5 + (a + b - 5) % 5;
        }
        return b < 5 ? 5 + (a - 5 + 5 - b) % 5 : (a - b + 5) % 5;
    }
}
