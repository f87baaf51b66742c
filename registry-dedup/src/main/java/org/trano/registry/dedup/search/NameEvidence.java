package org.trano.registry.dedup.search;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trano.registry.dedup.Explanation;
import org.trano.registry.dedup.model.Bits;
import org.trano.registry.dedup.name.NamePart;

/**
 * The words of one name in a query, which words of the dictionary agree with each, and what that says. How probable agreement is by chance is
 * counted: it is the share of people who have a word on that level of agreement with that of the query. Not thread-safe.
 */
final class NameEvidence {
    /** What each word of the person takes away that the query does not mention, and for how many it does. */
    private static final double UNMENTIONED = 0.4;

    private static final int MOST_UNMENTIONED = 2;

    final Levels levels = new Levels();
    List<NamePart> parts = List.of();
    /** By word of the query and level, in bits. */
    double[][] bits = {};

    /** For each word of the query that stands in other names of it too, the number of its kin; else -1. */
    int[] kin = {};
    /** What each word said of the person weighed last. */
    double[] said = {};

    private final int[] answers = new int[Words.MOST];
    private final long[] noted = new long[Book.MOST_WORDS];
    private final int[] places = new int[Book.MOST_WORDS];

    void read(List<NamePart> query, Book book, int people, Evidence evidence) {
        parts = query;
        levels.clear();
        for (int place = 0; place < parts.size(); place++) {
            book.words.alike(parts.get(place), place, levels);
        }
        kin = new int[parts.size()];
        Arrays.fill(kin, -1);
        said = new double[parts.size()];
        bits = new double[parts.size()][WordLevel.count()];
        double[][] counts = new double[parts.size()][WordLevel.count()];
        for (int i = 0; i < levels.size(); i++) {
            int length = Postings.length(book.byWord.list(levels.number(i)));
            for (int place = 0; place < parts.size(); place++) {
                counts[place][Words.level(levels.value(i), place)] += length;
            }
        }
        for (int place = 0; place < parts.size(); place++) {
            double agreeing = 0;
            double better = Double.POSITIVE_INFINITY;
            for (int level = WordLevel.count() - 1; level > 0; level--) {
                // By chance people agree at least so well: else a slip would say more than a frequent name itself.
                agreeing = Math.min(1, agreeing + counts[place][level] / (people + 1.0));
                better = Math.min(better, Bits.log2(evidence.word[level] / (agreeing + 0.5 / (people + 1.0))));
                bits[place][level] = better;
            }
            double different = Bits.log2(evidence.word[0] / Math.max(0.01, 1 - agreeing));
            bits[place][0] = Question.noSign(different, bits[place][WordLevel.EQUAL.ordinal()]);
        }
    }

    /** Notes what the words of the person weighed last have said. */
    void remember(double[] known) {
        for (int place = 0; place < kin.length; place++) {
            if (kin[place] >= 0) {
                known[kin[place]] = Math.max(known[kin[place]], said[place]);
            }
        }
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    /** What no agreement at all says. */
    double nothing() {
        double sum = 0;
        for (double[] word : bits) {
            sum += word[0];
        }
        return sum;
    }

    /** Lists everybody who has a word that agrees. */
    void list(Book book, Tally tally) {
        for (int place = 0; place < parts.size(); place++) {
            tally.piece();
            for (int i = 0; i < levels.size(); i++) {
                int level = Words.level(levels.value(i), place);
                if (level > 0) {
                    tally.list(book.byWord.list(levels.number(i)), bits[place][level] - bits[place][0]);
                }
            }
        }
    }

    /** The most that an answer to a word can add. */
    double mostGain(int place) {
        double most = 0;
        for (double level : bits[place]) {
            most = Math.max(most, level - bits[place][0]);
        }
        return most;
    }

    /** The most that answers to all words can add. */
    double mostGain() {
        double sum = 0;
        for (int place = 0; place < bits.length; place++) {
            sum += mostGain(place);
        }
        return sum;
    }

    /**
     * What the name of a person says: each word of the query is answered by at most one of the person's, the strongest answers first. Of a word that was found
     * in a name of the household before, only counts what it says more.
     *
     * @param known for each kin of words what was said before
     * @param explained where the parts of the sum are told, or null
     */
    double weigh(Book book, People people, int slot, double[] known, @Nullable List<Explanation.Part> explained) {
        int from = people.from[slot];
        int length = people.from[slot + 1] - from;
        int agreeing = 0;
        for (int word = 0; word < length; word++) {
            long what = levels.get(people.words[from + word]);
            if (what != 0) {
                noted[agreeing] = what;
                places[agreeing++] = word;
            }
        }
        Arrays.fill(answers, 0, bits.length, -1);
        int answered = 0;
        while (answered < agreeing) {
            double best = 0;
            int bestPlace = -1;
            int bestWord = -1;
            for (int word = 0; word < agreeing; word++) {
                for (int place = 0; places[word] >= 0 && place < bits.length; place++) {
                    double gain = bits[place][Words.level(noted[word], place)] - bits[place][0];
                    if (gain > best && answers[place] < 0) {
                        best = gain;
                        bestPlace = place;
                        bestWord = word;
                    }
                }
            }
            if (bestPlace < 0) {
                break;
            }
            answers[bestPlace] = places[bestWord];
            places[bestWord] = -1;
            answered++;
        }
        double sum = 0;
        for (int place = 0; place < bits.length; place++) {
            int word = answers[place] < 0 ? -1 : people.words[from + answers[place]];
            int level = word < 0 ? 0 : Words.level(levels.get(word), place);
            said[place] = bits[place][level];
            double more =
                    kin[place] < 0 ? said[place] : said[place] - Math.min(known[kin[place]], Math.max(0, said[place]));
            sum += more;
            if (explained != null) {
                explained.add(new Explanation.Part(
                        "name",
                        parts.get(place).text(),
                        word < 0 ? "" : book.words.text(word),
                        WordLevel.of(level).text(),
                        more));
            }
        }
        int unmentioned = Math.min(MOST_UNMENTIONED, length - answered);
        if (unmentioned > 0) {
            sum -= UNMENTIONED * unmentioned;
            if (explained != null) {
                explained.add(new Explanation.Part("name", "", "", "not mentioned", -UNMENTIONED * unmentioned));
            }
        }
        return sum;
    }
}
