package org.trano.registry.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.trano.registry.dedup.name.CulturePack;
import org.trano.registry.dedup.name.CulturePackProvider;
import org.trano.registry.dedup.name.Folding;
import org.trano.registry.dedup.name.NamePart;
import org.trano.registry.dedup.name.NameReader;

/**
 * What every {@link CulturePackProvider} and its packs must keep. Extend it, return your provider from {@link #provider()} and some names that your
 * packs are for from {@link #names()}, and run it with JUnit 5 and jqwik.
 */
public abstract class CulturePackProviderContract {
    private static final int LONGEST_SOUNDS = 16;

    /** For subclasses. */
    protected CulturePackProviderContract() {}

    /**
     * A new provider.
     *
     * @return the provider
     */
    protected abstract CulturePackProvider provider();

    /**
     * Names that the packs are for, as people write them.
     *
     * @return some names, each of one part
     */
    protected abstract List<String> names();

    /**
     * Whether it is to be found on the class and module path. Override it for a provider that is only given explicitly.
     *
     * @return true
     */
    protected boolean isFoundByServiceLoader() {
        return true;
    }

    @Test
    void it_is_declared_for_the_class_path_and_for_the_module_path() throws IOException {
        if (isFoundByServiceLoader()) {
            Declaration.check(CulturePackProvider.class, provider().getClass());
        }
    }

    @Test
    void its_packs_work_together_and_say_the_same_each_time() {
        NameReader once = NameReader.of(provider().packs());
        NameReader again = NameReader.of(provider().packs());
        for (String name : names()) {
            assertThat(again.read(name)).isEqualTo(once.read(name));
        }
    }

    @Test
    void every_name_it_is_for_is_one_part_that_some_pack_can_read() {
        NameReader reader = NameReader.of(provider().packs());
        assertThat(names()).isNotEmpty();
        for (String name : names()) {
            List<NamePart> parts = reader.read(name);
            assertThat(parts).as(name).hasSize(1);
            assertThat(parts.get(0).sounds()).as("sounds of " + name).isNotEmpty();
        }
    }

    @Test
    void a_usual_form_is_its_own_usual_form_and_a_name() {
        for (CulturePack pack : provider().packs()) {
            for (String form : pack.usualForms()) {
                assertThat(Folding.fold(form)).isEqualTo(form);
                assertThat(pack.usual(form)).as("%s in %s", form, pack.id()).isEqualTo(form);
                assertThat(pack.isPlaceholder(form))
                        .as("%s in %s", form, pack.id())
                        .isFalse();
            }
        }
    }

    @Property
    void any_word_has_an_answer(@ForAll String text, @ForAll String other) {
        String word = Folding.fold(text).replace(" ", "");
        String next = Folding.fold(other).replace(" ", "");
        for (CulturePack pack : provider().packs()) {
            pack.isPlaceholder(word);
            pack.isLeftOut(word);
            pack.isJoined(word, next);
            assertThat(pack.usual(pack.usual(word))).isEqualTo(pack.usual(word));
            assertThat(pack.sounds(word))
                    .matches("[a-z]{0," + LONGEST_SOUNDS + "}")
                    .isEqualTo(pack.sounds(word));
        }
    }
}
