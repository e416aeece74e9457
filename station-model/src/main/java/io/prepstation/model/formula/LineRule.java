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
    /// Weighed as what its container loses: the container stands on the balance, and material is taken out of it.
    BY_DIFFERENCE,
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

    /// Letter by letter: what [#words] would not have written, as a capital, another order or a second blank, is not read.
    ///
    /// @throws IllegalArgumentException for what are not the words of rules
    public static Set<LineRule> ofWords(String words) {
        Set<LineRule> rules = named(words);
        if (!words(rules).equals(words)) {
            throw new IllegalArgumentException("not the words of line rules: \"" + words + "\"");
        }
        return rules;
    }

    /// As people write them: in any order and any case, with blanks between them.
    ///
    /// @throws IllegalArgumentException for a word that is no rule
    public static Set<LineRule> ofTypedWords(String words) {
        return named(words.toLowerCase(Locale.ROOT));
    }

    private static Set<LineRule> named(String words) {
        return Arrays.stream(words.split(" "))
                .filter(word -> !word.isEmpty())
                .map(LineRule::ofWord)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static LineRule ofWord(String word) {
        return Arrays.stream(values())
                .filter(rule -> rule.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no line rule: " + word));
    }
}
