package io.prepstation.model.formula;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// What a formula line asks beside its mass; a session's step keeps what was asked when it was created.
public enum LineRule {
    /// May be weighed before the lines ahead of it, as far as those may as well.
    FREE_ORDER,
    /// A second person confirms every weight at the bench.
    WITNESS,
    /// Goes into a vessel of its own, with a tare of its own.
    OWN_VESSEL,
    /// Takes the difference that potency correction makes, so that the batch keeps its total.
    COMPENSATOR,
    /// The minimum weight counts, also where the site does not ask for it everywhere.
    ACCURATE,
    /// The ingredient's hazards are acknowledged before it is weighed; set when the session is created.
    HAZARDS;

    private final String word = name().toLowerCase(Locale.ROOT);

    public String word() {
        return word;
    }

    /// The words of some rules, in a fixed order.
    public static String words(Set<LineRule> rules) {
        return rules.isEmpty()
                ? ""
                : rules.stream().sorted().map(LineRule::word).collect(Collectors.joining(" "));
    }

    /// @throws IllegalArgumentException for a word that is no rule
    public static Set<LineRule> ofWords(String words) {
        return Arrays.stream(words.split(" "))
                .filter(word -> !word.isEmpty())
                .map(word -> valueOf(word.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toUnmodifiableSet());
    }
}
