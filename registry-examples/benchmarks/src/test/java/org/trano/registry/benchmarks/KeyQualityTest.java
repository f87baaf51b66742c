package org.trano.registry.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.trano.registry.dedup.name.NameReader;

/** What the page on names says about our keys stays true when packs change. */
class KeyQualityTest {
    @Test
    void our_keys_keep_more_together_than_any_code_and_are_better_on_the_whole() {
        NameVariants variants = NameVariants.load(true);
        NameReader reader = NameReader.standard();
        NameVariants.Quality ours =
                variants.measure(name -> reader.read(name).get(0).sounds());
        KeyQuality.codecs().forEach((name, codec) -> {
            NameVariants.Quality theirs = variants.measure(codec);
            assertThat(ours.recall()).as("recall beside " + name).isGreaterThan(theirs.recall() + 0.2);
            assertThat(ours.f1()).as("F1 beside " + name).isGreaterThan(theirs.f1() + 0.05);
        });
    }

    @Test
    void arabic_script_meets_latin_letters() {
        NameVariants variants = NameVariants.load(false);
        NameReader reader = NameReader.standard();
        NameVariants.Quality ours =
                variants.measure(name -> reader.read(name).get(0).sounds());
        assertThat(ours.recall()).as(String.format(Locale.ROOT, "%s", ours)).isGreaterThan(0.94);
    }
}
