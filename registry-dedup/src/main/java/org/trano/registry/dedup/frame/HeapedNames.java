package org.trano.registry.dedup.frame;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Given and family names that many people have together and few have apart: whatever a registry writes where no name is known, in two words. Of such names one says all that both say.
 * Found by their frequency, in time linear in the records; immutable.
 */
final class HeapedNames {
    /** Of fewer people nothing is concluded. */
    private static final int FEWEST = 10;
    /** So many times as many people have both names as would if these had nothing to do with each other. */
    private static final int TIMES = 5;
    /** Of the records of one person, however many, more than one in so many have the same date of birth. */
    private static final int DATES = 5;

    /** By given name, the family name that follows from it; 0 where none does. Empty where none follows from any. */
    private final int[] family;
    /** By family name, the given name that follows from it, likewise. */
    private final int[] given;

    private HeapedNames(int[] family, int[] given) {
        this.family = family;
        this.given = given;
    }

    /**
     * The heaped names of a list.
     *
     * @param fields its fields
     * @param records the codes of each record, side by side, and one more number
     * @return what was found; empty without given names, family names or dates of birth
     */
    static Optional<HeapedNames> of(List<Field> fields, int[] records) {
        int given = Frame.field(fields, FieldKind.GIVEN);
        int family = Frame.field(fields, FieldKind.FAMILY);
        int born = Frame.field(fields, FieldKind.DATE);
        if (given < 0 || family < 0 || born < 0) {
            return Optional.empty();
        }
        Columns columns = new Columns(fields, records, fields.size() + 1, born);
        return Optional.of(new HeapedNames(columns.implied(given, family), columns.implied(family, given)));
    }

    /** What is counted, of records that stand side by side. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Columns(List<Field> fields, int[] records, int stride, int born) {
        /** By name of one column, the name of the other that most people with it have, and few people without it. */
        int[] implied(int column, int otherColumn) {
            Field one = fields.get(column);
            Field other = fields.get(otherColumn);
            int[] implied = majorities(one, column, otherColumn);
            int[] together = new int[implied.length];
            for (int record = 0; record < records.length; record += stride) {
                int name = records[record + column];
                together[name] += implied[name] != 0 && records[record + otherColumn] == implied[name] ? 1 : 0;
            }
            for (int name = 0; name < implied.length; name++) {
                double byChance = (double) one.count(name) * other.count(implied[name]) / other.filled();
                if (together[name] < FEWEST
                        || 2 * together[name] < one.count(name)
                        || together[name] < TIMES * byChance) {
                    implied[name] = 0;
                }
            }
            return forgetThoseOfOnePerson(implied, together, column, otherColumn);
        }

        /** By name of one column the only one of the other that more than half of those with it may have, found by voting (Boyer and Moore 1981). */
        private int[] majorities(Field one, int column, int otherColumn) {
            int[] leading = new int[one.dictionary().size()];
            int[] votes = new int[leading.length];
            for (int record = 0; record < records.length; record += stride) {
                int name = records[record + column];
                int other = records[record + otherColumn];
                if (name == 0 || other == 0 || one.count(name) < FEWEST) {
                    continue;
                }
                if (votes[name] == 0) {
                    leading[name] = other;
                }
                votes[name] += leading[name] == other ? 1 : -1;
            }
            return leading;
        }

        /** Keeps only names whose bearers are born on so many days that they are not one person. */
        private int[] forgetThoseOfOnePerson(int[] implied, int[] together, int column, int otherColumn) {
            int[] from = new int[implied.length + 1];
            for (int name = 0; name < implied.length; name++) {
                from[name + 1] = from[name] + (implied[name] != 0 ? together[name] : 0);
            }
            if (from[implied.length] == 0) {
                return new int[0];
            }
            int[] dates = new int[from[implied.length]];
            int[] to = Arrays.copyOf(from, implied.length);
            for (int record = 0; record < records.length; record += stride) {
                int name = records[record + column];
                int date = records[record + born];
                if (implied[name] != 0 && records[record + otherColumn] == implied[name] && date != 0) {
                    dates[to[name]++] = date;
                }
            }
            boolean any = false;
            for (int name = 0; name < implied.length; name++) {
                implied[name] = implied[name] != 0 && areMany(dates, from[name], to[name]) ? implied[name] : 0;
                any |= implied[name] != 0;
            }
            return any ? implied : new int[0];
        }
    }

    private static boolean areMany(int[] dates, int from, int to) {
        Arrays.sort(dates, from, to);
        int most = 0;
        for (int i = from, first = from; i < to; i++) {
            first = dates[i] == dates[first] ? first : i;
            most = Math.max(most, i - first + 1);
        }
        return to - from >= Math.max(FEWEST, DATES * most);
    }

    /**
     * Whether one of two names says all that both say.
     *
     * @param given code of a given name
     * @param family code of a family name
     * @return true if most people who have one of them have the other, and few others
     */
    boolean areOne(int given, int family) {
        return given != 0
                && family != 0
                && (this.family.length > 0 && this.family[given] == family
                        || this.given.length > 0 && this.given[family] == given);
    }
}
