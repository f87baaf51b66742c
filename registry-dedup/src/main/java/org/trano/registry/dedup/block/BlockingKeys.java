package org.trano.registry.dedup.block;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.trano.registry.dedup.frame.Dictionary;
import org.trano.registry.dedup.frame.Field;
import org.trano.registry.dedup.frame.Frame;
import org.trano.registry.dedup.frame.Parallel;

/** All keys that the fields of a frame offer, by kind, and the rules that they suggest. */
final class BlockingKeys {
    private static final int YEAR = 4;
    private static final int NAME_START = 3;

    private final Map<String, BlockingKey> byName = new LinkedHashMap<>();
    private final List<BlockingKey> numbers = new ArrayList<>();
    private final List<BlockingKey> dates = new ArrayList<>();
    private final List<BlockingKey> years = new ArrayList<>();
    private final List<BlockingKey> days = new ArrayList<>();
    /** What survives most ways to write a name. */
    private final List<BlockingKey> sounds = new ArrayList<>();
    /** Beginnings and words of names: they split blocks. */
    private final List<BlockingKey> names = new ArrayList<>();

    private final List<BlockingKey> places = new ArrayList<>();

    BlockingKeys(Frame frame) {
        BlockingKey[][] keys = new BlockingKey[frame.fields().size()][];
        Parallel.forEach(keys.length, f -> keys[f] = keys(frame, f));
        for (int f = 0; f < keys.length; f++) {
            Field field = frame.fields().get(f);
            BlockingKey[] of = keys[f];
            switch (field.kind()) {
                case NUMBER, EMAIL -> add(numbers, of[0]);
                case POSTCODE, TEXT -> add(places, of[0]);
                case GIVEN, FAMILY -> {
                    add(sounds, of[0]);
                    add(names, of[1]);
                }
                case FULL -> {
                    add(sounds, of[0]);
                    add(sounds, of[1]);
                    add(names, of[2]);
                }
                case DATE -> {
                    add(dates, of[0]);
                    add(years, of[1]);
                    add(days, of[2]);
                }
                case SEX -> {
                    // Half of all records: no help.
                }
            }
        }
    }

    private static BlockingKey[] keys(Frame frame, int f) {
        Dictionary texts = frame.fields().get(f).dictionary();
        return switch (frame.fields().get(f).kind()) {
            case NUMBER, EMAIL, POSTCODE, TEXT -> new BlockingKey[] {BlockingKey.whole(frame, f)};
            case GIVEN, FAMILY ->
                new BlockingKey[] {
                    consonants(frame, f),
                    BlockingKey.derived(frame, f, "start", code -> BlockingKey.start(texts.latin(code), NAME_START))
                };
            case FULL ->
                new BlockingKey[] {
                    BlockingKey.derived(frame, f, "first word", code -> BlockingKey.firstWord(texts.latin(code))),
                    BlockingKey.derived(frame, f, "last word", code -> BlockingKey.lastWord(texts.latin(code))),
                    consonants(frame, f)
                };
            case DATE ->
                new BlockingKey[] {
                    BlockingKey.whole(frame, f),
                    BlockingKey.derived(frame, f, "year", code -> BlockingKey.start(texts.value(code), YEAR)),
                    BlockingKey.derived(frame, f, "day and month", code -> dayAndMonth(texts.value(code)))
                };
            case SEX -> new BlockingKey[0];
        };
    }

    private static BlockingKey consonants(Frame frame, int f) {
        Dictionary names = frame.fields().get(f).dictionary();
        return BlockingKey.derived(frame, f, "consonants", code -> BlockingKey.skeleton(names.usual(code)));
    }

    /** Nothing where the day is not known. */
    private static String dayAndMonth(String date) {
        return date.endsWith("00") ? "" : date.substring(YEAR);
    }

    private void add(List<BlockingKey> to, BlockingKey key) {
        to.add(key);
        byName.put(key.name(), key);
    }

    /** Rules that try each key first, and split by those that tell most, names before places. */
    List<BlockingRule> rules() {
        List<BlockingRule> rules = new ArrayList<>();
        for (BlockingKey number : numbers) {
            rules.add(rule(number, years, names));
        }
        for (BlockingKey date : dates) {
            rules.add(rule(date, names, places));
            rules.add(rule(date, places, names));
        }
        for (BlockingKey sound : sounds) {
            List<BlockingKey> others =
                    names.stream().filter(name -> !name.isOfSameField(sound)).toList();
            rules.add(rule(sound, others, places, years));
            if (!dates.isEmpty()) {
                rules.add(rule(sound, years, others, places));
                rules.add(rule(sound, days, others, places));
            }
            for (BlockingKey place : places) {
                rules.add(rule(sound, List.of(place), years, others));
            }
        }
        for (BlockingKey place : places) {
            rules.add(rule(place, years, names));
            rules.add(rule(place, names, years));
        }
        return rules;
    }

    @SafeVarargs
    private static BlockingRule rule(BlockingKey first, List<BlockingKey>... rest) {
        List<BlockingKey> keys = new ArrayList<>(List.of(first));
        for (List<BlockingKey> more : rest) {
            for (BlockingKey key : more) {
                if (!keys.contains(key)) {
                    keys.add(key);
                }
            }
        }
        return new BlockingRule(keys);
    }

    /** The rule of these keys. */
    BlockingRule rule(Collection<String> names) {
        List<BlockingKey> keys = new ArrayList<>();
        for (String name : names) {
            BlockingKey key = byName.get(name);
            if (key == null) {
                throw new IllegalArgumentException(
                        "The set-up blocks by '" + name + "', which these records do not have, only " + byName.keySet()
                                + ". Maybe it was made for other columns?");
            }
            keys.add(key);
        }
        return new BlockingRule(keys);
    }
}
