package io.prepstation.hub.people;

import io.prepstation.model.record.Sha256;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// An enrolment code, `ABCD-EFGH` in Crockford's alphabet: the first half selects, the second half proves.
public record OneTimeCode(String selector, String proof) {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final Pattern NORMAL = Pattern.compile("[0-9A-HJKMNP-TV-Z]{8}");
    private static final int HALF = 4;

    public static OneTimeCode draw(RandomGenerator random) {
        return new OneTimeCode(drawHalf(random), drawHalf(random));
    }

    /// Reads what a person typed: case, blanks and dashes do not matter, O is 0, I and L are 1.
    public static Optional<OneTimeCode> parse(String typed) {
        String normal =
                typed.replaceAll("[\\s-]", "")
                        .toUpperCase(Locale.ROOT)
                        .replace('O', '0')
                        .replace('I', '1')
                        .replace('L', '1');
        return NORMAL.matcher(normal).matches()
                ? Optional.of(new OneTimeCode(normal.substring(0, HALF), normal.substring(HALF)))
                : Optional.empty();
    }

    /// What the hub keeps instead of the proof.
    public String proofHash() {
        return Sha256.hex(selector + proof);
    }

    /// The form people read and type.
    @Override
    public String toString() {
        return selector + "-" + proof;
    }

    private static String drawHalf(RandomGenerator random) {
        return random.ints(HALF, 0, ALPHABET.length())
                .mapToObj(index -> ALPHABET.substring(index, index + 1))
                .collect(Collectors.joining());
    }
}
