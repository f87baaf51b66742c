package org.trano.registry.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.commons.codec.language.ColognePhonetic;
import org.apache.commons.codec.language.DaitchMokotoffSoundex;
import org.apache.commons.codec.language.DoubleMetaphone;
import org.apache.commons.codec.language.Soundex;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import org.trano.registry.dedup.name.CulturePack;
import org.trano.registry.dedup.name.Folding;
import org.trano.registry.dedup.name.NameReader;

/** Blocking keys of one word, ours beside those of Apache Commons Codec: nanoseconds a word. {@link KeyQuality} says what they are worth. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class KeyBenchmark {
    private static final int WORDS = 512;

    private final List<String> words = new ArrayList<>(WORDS);
    private final NameReader reader = NameReader.standard();
    private final CulturePack pack = reader.only("west-africa").packs().get(0);
    private final Soundex soundex = new Soundex();
    private final DoubleMetaphone metaphone = new DoubleMetaphone();
    private final ColognePhonetic cologne = new ColognePhonetic();
    private final DaitchMokotoffSoundex daitchMokotoff = new DaitchMokotoffSoundex();

    /** Takes the spellings of the list. */
    @Setup
    public void words() {
        for (String name : NameVariants.load(true).names().keySet()) {
            if (words.size() < WORDS) {
                words.add(Folding.fold(name).replace(" ", ""));
            }
        }
    }

    /** Ours: folding, placeholders, titles, usual forms, and the sounds of six traditions. */
    @Benchmark
    @OperationsPerInvocation(WORDS)
    public void read(Blackhole out) {
        words.forEach(word -> out.consume(reader.read(word)));
    }

    /** Ours: the sounds of one tradition. */
    @Benchmark
    @OperationsPerInvocation(WORDS)
    public void sounds(Blackhole out) {
        words.forEach(word -> out.consume(pack.sounds(word)));
    }

    /** Commons Codec. */
    @Benchmark
    @OperationsPerInvocation(WORDS)
    public void soundex(Blackhole out) {
        words.forEach(word -> out.consume(soundex.encode(word)));
    }

    /** Commons Codec, both codes. */
    @Benchmark
    @OperationsPerInvocation(WORDS)
    public void doubleMetaphone(Blackhole out) {
        words.forEach(word -> {
            out.consume(metaphone.doubleMetaphone(word));
            out.consume(metaphone.doubleMetaphone(word, true));
        });
    }

    /** Commons Codec. */
    @Benchmark
    @OperationsPerInvocation(WORDS)
    public void cologne(Blackhole out) {
        words.forEach(word -> out.consume(cologne.colognePhonetic(word)));
    }

    /** Commons Codec. */
    @Benchmark
    @OperationsPerInvocation(WORDS)
    public void daitchMokotoff(Blackhole out) {
        words.forEach(word -> out.consume(daitchMokotoff.soundex(word)));
    }
}
