package org.trano.registry.dedup.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LexiconTest {
    /** Texts of A, a, B and # often have one hash: "Aa" and "BB" have. */
    @Provide
    Arbitrary<List<String>> texts() {
        return Arbitraries.strings()
                .withChars('A', 'a', 'B', '#')
                .ofMaxLength(6)
                .list()
                .ofMaxSize(400);
    }

    @Property
    void texts_are_numbered_in_the_order_in_which_they_first_come(@ForAll("texts") List<String> texts) {
        Lexicon lexicon = new Lexicon();
        List<String> seen = new ArrayList<>();
        for (String text : texts) {
            assertThat(lexicon.find(text)).isEqualTo(seen.indexOf(text));
            if (!seen.contains(text)) {
                seen.add(text);
            }
            assertThat(lexicon.add(text)).isEqualTo(seen.indexOf(text));
        }
        assertThat(lexicon.size()).isEqualTo(seen.size());
        for (int number = 0; number < seen.size(); number++) {
            assertThat(lexicon.text(number)).isEqualTo(seen.get(number));
            assertThat(lexicon.find(seen.get(number))).isEqualTo(number);
        }
    }
}
