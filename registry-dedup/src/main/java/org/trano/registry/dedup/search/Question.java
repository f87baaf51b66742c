package org.trano.registry.dedup.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.person.Sex;
import org.trano.registry.dedup.Explanation;
import org.trano.registry.dedup.frame.FieldKind;
import org.trano.registry.dedup.frame.TextFolding;
import org.trano.registry.dedup.model.Bits;
import org.trano.registry.dedup.name.NamePart;

/**
 * A query as evidence: every value that agrees with it, on which level, and what that says. Made ready once a query; then it weighs
 * people. Not thread-safe.
 */
final class Question {
    private static final int MOST_MEMBERS = 60;
    private static final double HOUSEHOLD_SIZE = 5;
    /** How often somebody named as living with a person is written down in another household, or by another name. */
    private static final double ELSEWHERE = 0.3;
    /** People of whom a value is missing are listed where they are at most this share; else it is held possible of everybody. */
    private static final double FEW = 0.02;

    /** A kind of number: its sign in the keys, and where its level stands among those of a slot. */
    private record Kind(char sign, int shift) {}

    private static final Kind PHONE = new Kind('p', 0);
    private static final Kind IDENTIFIER = new Kind('i', 2);
    private static final int MASK = 3;
    private static final int SLIP = 2;
    private static final int SAME = 3;
    private static final int SHORTEST_NUMBER = 5;
    private static final int LONGEST_NUMBER = 40;
    /** A list, in name, of more people than need be listed. */
    private static final int[] MANY = {Integer.MAX_VALUE};

    private final Book book;
    private final Book.State state;
    private final People people;
    private final Evidence evidence;
    private final PersonQuery query;
    private final Tally tally;
    private final double prior;

    private final NameEvidence name = new NameEvidence();
    private final Levels placeLevels = new Levels();
    private final Levels numberLevels = new Levels();
    private double[] birthBits = {};
    private int birth;
    private double[] placeBits = {};
    private double[] sexBits = {};
    private final double[] phoneBits;
    private final double[] identifierBits;
    private final List<NameEvidence> members = new ArrayList<>();
    /** By the number of a word in names of the query: what it has said of the person who is being weighed, and of those they live with. */
    private double[] known = {};
    /** The least that all evidence together can say, and what it can say more of somebody in none of the lists. */
    private double least;

    private double unlisted;
    /** What was read ahead, summed up, so that it really is read. */
    int fetched;

    Question(Book book, Book.State state, Evidence evidence, PersonQuery query, Tally tally) {
        this.book = book;
        this.state = state;
        this.people = state.people();
        this.evidence = evidence;
        this.query = query;
        this.tally = tally;
        this.prior = -Bits.log2(state.living());
        this.least = prior;
        tally.begin();
        readName();
        readMembers();
        readPlace();
        readSex();
        this.phoneBits = numbers(query.phones(), PHONE);
        this.identifierBits = numbers(query.identifiers(), IDENTIFIER);
        readBirth();
    }

    double prior() {
        return prior;
    }

    /** The most that somebody weighs in whose favour the lists say so much. */
    double ceiling(double listed) {
        return least + unlisted + listed;
    }

    /** What the names of others in the household are. */
    List<NameEvidence> members() {
        return members;
    }

    boolean hasName() {
        return !name.isEmpty();
    }

    private void readName() {
        List<NamePart> parts = Words.parts(query.names());
        if (parts.size() > Words.MOST) {
            throw new IllegalArgumentException(
                    "A name of " + parts.size() + " words is too long to be searched for; at most " + Words.MOST
                            + " are read. Maybe something else was pasted?");
        }
        name.read(parts, book, state.living(), evidence);
        least += name.nothing();
        name.list(book, tally);
    }

    private void readMembers() {
        for (String member : query.members()) {
            List<NamePart> parts = Words.parts(List.of(member));
            if (!parts.isEmpty() && parts.size() <= Words.MOST) {
                NameEvidence of = new NameEvidence();
                of.read(parts, book, state.living(), evidence);
                members.add(of);
                double elsewhere = Bits.log2(ELSEWHERE);
                least += elsewhere;
                unlisted += Math.max(0, memberBits(of.nothing() + of.mostGain()) - elsewhere);
            }
        }
        kin();
    }

    /** A word that stands in several names of one household, as family names do, says something once: where one of them bears it, so do the others. */
    private void kin() {
        Map<String, Integer> kin = new HashMap<>();
        List<NameEvidence> names = new ArrayList<>(members);
        names.add(name);
        for (NameEvidence each : names) {
            for (int place = 0; place < each.kin.length; place++) {
                each.kin[place] = kin.computeIfAbsent(each.parts.get(place).text(), text -> kin.size());
            }
        }
        known = new double[kin.size()];
    }

    /** What a name says that any of the others in a household may bear. */
    private static double memberBits(double bits) {
        return bits + Bits.log2((1 - ELSEWHERE) / HOUSEHOLD_SIZE);
    }

    private void readPlace() {
        if (query.place() == null) {
            return;
        }
        book.places.alike(query.place(), placeLevels);
        double[] counts = new double[Places.EQUAL + 1];
        for (int i = 0; i < placeLevels.size(); i++) {
            counts[(int) placeLevels.value(i)] += Postings.length(book.byPlace.list(placeLevels.number(i)));
        }
        double[] bits = new double[Places.EQUAL + 1];
        double agreeing = 0;
        double better = Double.POSITIVE_INFINITY;
        for (int level = Places.EQUAL; level >= Places.SIMILAR; level--) {
            agreeing += counts[level];
            better = Math.min(better, Bits.log2(evidence.place[level] / share(agreeing)));
            bits[level] = better;
        }
        double different = Bits.log2(evidence.place[Places.DIFFERENT] / Math.max(0.01, 1 - share(agreeing)));
        bits[Places.DIFFERENT] = noSign(different, bits[Places.EQUAL]);
        placeBits = bits;
        double base = account(bits, Places.SIMILAR, book.byPlace.list(0));
        for (int i = 0; i < placeLevels.size(); i++) {
            tally.list(book.byPlace.list(placeLevels.number(i)), bits[(int) placeLevels.value(i)] - base);
        }
    }

    /** Where nearly everybody agrees, not to agree is still no sign of being the person. */
    static double noSign(double different, double equal) {
        return Math.min(different, equal - 1);
    }

    /** The share of people, such as to be never none. */
    private double share(double count) {
        return Math.min(1, (count + 0.5) / (state.living() + 1));
    }

    /**
     * Takes evidence into account of which the levels from one on will be listed, and those below not. Level 0 is that of a missing value:
     * people of whom it is missing are listed here where they are few.
     *
     * @return what is said of somebody in no list
     */
    private double account(double[] bits, int listed, int[] missing) {
        boolean few = Postings.length(missing) <= FEW * state.size();
        double lowest = 0;
        double outside = Double.NEGATIVE_INFINITY;
        for (int level = 0; level < bits.length; level++) {
            lowest = Math.min(lowest, bits[level]);
            outside = level < listed && (level > 0 || !few) ? Math.max(outside, bits[level]) : outside;
        }
        least += lowest;
        unlisted += outside - lowest;
        tally.piece();
        if (few) {
            tally.list(missing, bits[0] - outside);
        }
        return outside;
    }

    private void readSex() {
        if (Evidence.sex(query.sex()) != 0) {
            double half = 0.5;
            sexBits =
                    new double[] {0, Bits.log2((1 - evidence.sameSex()) / half), Bits.log2(evidence.sameSex() / half)};
            account(sexBits, sexBits.length, Postings.EMPTY);
        }
    }

    /** What numbers say: missing, different, one slip, equal. */
    private double[] numbers(List<String> said, Kind kind) {
        List<String> folded = said.stream()
                .map(text -> kind == PHONE ? Book.digits(text) : TextFolding.foldCode(text))
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
        if (folded.isEmpty()) {
            return new double[] {};
        }
        for (String number : folded) {
            slips(number.toCharArray(), kind);
            note(number, kind, SAME);
        }
        Slots equal = new Slots();
        Slots slipped = new Slots();
        for (int i = 0; i < numberLevels.size(); i++) {
            int level = level(numberLevels.value(i), kind);
            if (level > 0) {
                (level == SAME ? equal : slipped).add(numberLevels.number(i));
            }
        }
        double[] bits = {
            0,
            Bits.log2(evidence.number[0]),
            Bits.log2(evidence.number[1] / share(slipped.size())),
            Bits.log2(evidence.number[2] / share(equal.size()))
        };
        // Whether somebody has a number at all is not listed: not even with few exceptions.
        double base = account(bits, SLIP, MANY);
        tally.list(slipped.sorted(), bits[SLIP] - base);
        tally.list(equal.sorted(), bits[SAME] - base);
        return bits;
    }

    private static int level(long noted, Kind kind) {
        return (int) (noted >>> kind.shift) & MASK;
    }

    private void note(String number, Kind kind, int level) {
        book.numbers.forEach(Chains.key(kind.sign, number), slot -> {
            if (slot < state.size() && people.isAlive(slot, state.version())) {
                long noted = numberLevels.get(slot);
                if (level(noted, kind) < level) {
                    numberLevels.put(slot, noted & ~((long) MASK << kind.shift) | (long) level << kind.shift);
                }
            }
        });
    }

    /** Looks for numbers with one other digit, or with two neighbours in each other's place. */
    private void slips(char[] number, Kind kind) {
        if (number.length < SHORTEST_NUMBER || number.length > LONGEST_NUMBER) {
            return;
        }
        for (int i = 0; i < number.length; i++) {
            char right = number[i];
            for (char wrong = '0'; wrong <= '9' && right >= '0' && right <= '9'; wrong++) {
                if (wrong != right) {
                    number[i] = wrong;
                    note(new String(number), kind, SLIP);
                }
            }
            number[i] = right;
            if (i > 0 && number[i - 1] != right) {
                number[i] = number[i - 1];
                number[i - 1] = right;
                note(new String(number), kind, SLIP);
                number[i - 1] = number[i];
                number[i] = right;
            }
        }
    }

    private void readBirth() {
        birth = Dates.of(query.birth());
        if (birth == 0) {
            return;
        }
        boolean day = !query.isAge() && Dates.day(birth) != 0;
        double[] m = query.isAge() ? evidence.age : evidence.birth;
        double[] counts = new double[Dates.EQUAL + 1];
        double known = sampleBirths(counts);
        double[] bits = new double[Dates.EQUAL + 1];
        for (int level = FieldKind.DIFFERENT; level <= Dates.EQUAL; level++) {
            double u = level == Dates.EQUAL && day
                    ? share(Postings.length(book.byBirth.list(birth)))
                    : (counts[level] + 0.5) / (known + 1);
            bits[level] = m[level] == 0 ? 0 : Bits.log2(m[level] / Math.min(1, u));
        }
        bits[FieldKind.DIFFERENT] =
                noSign(bits[FieldKind.DIFFERENT], bits[query.isAge() ? Dates.COMPATIBLE : Dates.EQUAL]);
        birthBits = bits;
        if (day) {
            // With the first of January, which may stand for the year, everybody born in it agrees.
            double base = account(bits, Dates.isHeaped(birth) ? Dates.EQUAL : Dates.LISTED, book.byBirth.list(0));
            Dates.near(birth, date -> list(date, base));
        } else if (tally.isEmpty()) {
            double base = account(bits, Dates.NEAR, book.byBirth.list(0));
            Dates.between(
                    query.birth().earliest().getYear() - Dates.NEAR_YEARS,
                    query.birth().latest().getYear() + Dates.NEAR_YEARS,
                    date -> list(date, base));
        } else {
            account(bits, bits.length, MANY);
        }
    }

    private void list(int date, double base) {
        int[] people = book.byBirth.list(date);
        if (Postings.length(people) > 0) {
            tally.list(people, birthBits[birthLevel(date)] - base);
        }
    }

    /** Counts on which levels the births of a sample agree. */
    private double sampleBirths(double[] counts) {
        int known = 0;
        for (int date : book.births.births()) {
            if (date != 0) {
                counts[birthLevel(date)]++;
                known++;
            }
        }
        return known;
    }

    private int birthLevel(int date) {
        return query.isAge() || !query.birth().isYearKnown()
                ? Dates.level(date, query.birth().earliest(), query.birth().latest())
                : Dates.level(birth, date);
    }

    /** Gives everybody who lives with somebody, and themselves. */
    void forEachInHousehold(int slot, IntConsumer consumer) {
        int household = people.household[slot];
        int next = household < 0 ? 0 : book.lastOfHousehold(household);
        for (int seen = 0; next != 0 && seen < MOST_MEMBERS; ) {
            int other = next - 1;
            // What was written after this search began stands at the end of the columns of today.
            next = (other < state.size() ? people : book.state().people()).next[other];
            if (other < state.size() && people.isAlive(other, state.version())) {
                consumer.accept(other);
                seen++;
            }
        }
    }

    /**
     * Reads what will be weighed of some candidates, column by column. People lie far from each other in memory, which answers many questions at once if
     * none has to wait for the answer to another.
     */
    void fetch(Candidates candidates, int first, int end) {
        int sum = 0;
        for (int i = first; i < end; i++) {
            int slot = candidates.slot(i);
            sum += people.from[slot] + people.birth[slot] + people.place[slot] + people.flags[slot];
        }
        for (int i = first; i < end; i++) {
            int from = people.from[candidates.slot(i)];
            sum += from < people.words.length ? people.words[from] : 0;
        }
        fetched = sum;
    }

    /**
     * What a person weighs.
     *
     * @param explained where the parts of the sum are told, or null
     */
    double weigh(int slot, @Nullable List<Explanation.Part> explained) {
        double sum = prior;
        Arrays.fill(known, 0);
        if (hasName()) {
            sum += name.weigh(book, people, slot, known, explained);
            name.remember(known);
        }
        if (birthBits.length > 0) {
            int date = people.birth[slot];
            int level = date == 0 ? 0 : birthLevel(date);
            sum += birthBits[level];
            if (explained != null) {
                explained.add(new Explanation.Part(
                        "birth_date",
                        query.birth().toString(),
                        Dates.text(date),
                        FieldKind.DATE.levelName(level),
                        birthBits[level]));
            }
        }
        if (sexBits.length > 0) {
            int sex = people.flags[slot] & People.SEX;
            int level = sex == 0 ? 0 : sex == Evidence.sex(query.sex()) ? 2 : 1;
            sum += sexBits[level];
            if (explained != null) {
                explained.add(new Explanation.Part(
                        "sex",
                        query.sex().name(),
                        sex == 0 ? "" : Sex.of(sex).name(),
                        level == 0 ? "missing" : level == 1 ? "different" : "equal",
                        sexBits[level]));
            }
        }
        if (placeBits.length > 0) {
            int place = people.place[slot];
            int level = place == 0 ? 0 : Math.max(Places.DIFFERENT, (int) placeLevels.get(place));
            sum += placeBits[level];
            if (explained != null) {
                explained.add(new Explanation.Part(
                        "place",
                        String.valueOf(query.place()),
                        book.places.written(place),
                        Places.text(level),
                        placeBits[level]));
            }
        }
        sum += number(slot, phoneBits, PHONE, explained);
        sum += number(slot, identifierBits, IDENTIFIER, explained);
        for (int i = 0; i < members.size(); i++) {
            sum += member(slot, i, explained);
        }
        return sum;
    }

    private double number(int slot, double[] bits, Kind kind, @Nullable List<Explanation.Part> explained) {
        if (bits.length == 0) {
            return 0;
        }
        int noted = level(numberLevels.get(slot), kind);
        int flag = kind == PHONE ? People.HAS_PHONE : People.HAS_IDENTIFIER;
        int level = noted == 0 && (people.flags[slot] & flag) != 0 ? 1 : noted;
        if (explained != null) {
            String said = String.join(", ", kind == PHONE ? query.phones() : query.identifiers());
            String text = switch (level) {
                case 0 -> "missing";
                case 1 -> "different";
                case SLIP -> "one edit";
                default -> "equal";
            };
            explained.add(new Explanation.Part(
                    kind == PHONE ? "phone" : "national_id", said, level == SAME ? said : "", text, bits[level]));
        }
        return bits[level];
    }

    private double member(int slot, int index, @Nullable List<Explanation.Part> explained) {
        NameEvidence member = members.get(index);
        double[] best = {Bits.log2(ELSEWHERE)};
        int[] who = {-1};
        forEachInHousehold(slot, other -> {
            double bits = other == slot
                    ? Double.NEGATIVE_INFINITY
                    : memberBits(member.weigh(book, people, other, known, null));
            if (bits > best[0]) {
                best[0] = bits;
                who[0] = other;
            }
        });
        if (who[0] >= 0) {
            member.weigh(book, people, who[0], known, null);
            member.remember(known);
        }
        if (explained != null) {
            List<String> found = new ArrayList<>();
            for (int w = who[0] < 0 ? 0 : people.from[who[0]]; who[0] >= 0 && w < people.from[who[0] + 1]; w++) {
                found.add(book.words.text(people.words[w]));
            }
            explained.add(new Explanation.Part(
                    "household",
                    query.members().get(index),
                    String.join(" ", found),
                    who[0] < 0 ? "no other member matches" : "one other member matches",
                    best[0]));
        }
        return best[0];
    }
}
