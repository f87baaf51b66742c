package org.trano.registry.benchmarks;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.apache.commons.codec.language.ColognePhonetic;
import org.apache.commons.codec.language.DaitchMokotoffSoundex;
import org.apache.commons.codec.language.DoubleMetaphone;
import org.apache.commons.codec.language.Soundex;
import org.trano.registry.dedup.name.CulturePack;
import org.trano.registry.dedup.name.Folding;
import org.trano.registry.dedup.name.NameReader;

/**
 * Recall and precision of blocking keys on the list of spellings, ours beside the codes of Apache Commons Codec: run it, it prints a table.
 * All read the same folded spellings, so that accents cost nobody anything.
 */
public final class KeyQuality {
    private KeyQuality() {}

    /**
     * The keys that are compared, by name.
     *
     * @param latinOnly whether codes that read Latin letters only are among them
     * @return functions from a spelling to its keys
     */
    public static Map<String, Function<String, List<String>>> keys(boolean latinOnly) {
        NameReader reader = NameReader.standard();
        Map<String, Function<String, List<String>>> keys = new LinkedHashMap<>();
        keys.put("ours, all packs", name -> reader.read(name).get(0).sounds());
        keys.put("ours, sounds only, without lists of variants", name -> soundsOnly(reader, name));
        for (CulturePack pack : reader.packs()) {
            NameReader one = reader.only(pack.id());
            keys.put(
                    "ours, " + pack.id() + " only",
                    name -> one.read(name).get(0).sounds());
        }
        if (latinOnly) {
            keys.putAll(codecs());
        }
        return keys;
    }

    /**
     * The codes of Commons Codec.
     *
     * @return functions from a spelling to its codes
     */
    public static Map<String, Function<String, List<String>>> codecs() {
        Soundex soundex = new Soundex();
        DoubleMetaphone metaphone = new DoubleMetaphone();
        metaphone.setMaxCodeLen(6);
        ColognePhonetic cologne = new ColognePhonetic();
        DaitchMokotoffSoundex daitchMokotoff = new DaitchMokotoffSoundex();
        Map<String, Function<String, List<String>>> codecs = new LinkedHashMap<>();
        codecs.put("Soundex", name -> List.of(soundex.encode(letters(name))));
        codecs.put(
                "Double Metaphone",
                name -> List.of(
                        metaphone.doubleMetaphone(letters(name)), metaphone.doubleMetaphone(letters(name), true)));
        codecs.put("Cologne", name -> List.of(cologne.colognePhonetic(letters(name))));
        codecs.put(
                "Daitch–Mokotoff",
                name -> Arrays.asList(daitchMokotoff.soundex(letters(name)).split("\\|")));
        return codecs;
    }

    private static String letters(String name) {
        return Folding.fold(name);
    }

    private static List<String> soundsOnly(NameReader reader, String name) {
        return reader.packs().stream()
                .map(pack -> pack.sounds(Folding.fold(name).replace(" ", "")))
                .toList();
    }

    /**
     * Prints the table.
     *
     * @param args {@code lost} to print also the pairs that our keys do not keep together
     */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (boolean latinOnly : new boolean[] {true, false}) {
            NameVariants variants = NameVariants.load(latinOnly);
            out.printf(
                    Locale.ROOT,
                    "%n%d spellings, %s%n%-46s %8s %10s %6s%n",
                    variants.names().size(),
                    latinOnly ? "Latin letters" : "Latin and Arabic letters",
                    "keys",
                    "recall",
                    "precision",
                    "F1");
            keys(latinOnly).forEach((name, keys) -> {
                NameVariants.Quality quality = variants.measure(keys);
                out.printf(
                        Locale.ROOT,
                        "%-46s %8.3f %10.3f %6.3f%n",
                        name,
                        quality.recall(),
                        quality.precision(),
                        quality.f1());
            });
        }
        if (List.of(args).contains("lost")) {
            NameReader reader = NameReader.standard();
            NameVariants.load(false)
                    .lost(name -> reader.read(name).get(0).sounds())
                    .forEach(out::println);
        }
    }
}
