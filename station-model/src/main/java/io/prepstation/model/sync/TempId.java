package io.prepstation.model.sync;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The id of an entity made at a station before the hub gave it a number: `temp_<epoch ms>_<random>_<entityType>`
/// (SYN-5). Ids of later moments sort after those of earlier ones.
///
/// @param random lower-case letters and digits
public record TempId(long epochMillis, String random, EntityType type) {

    private static final Pattern TEXT =
            Pattern.compile("temp_([1-9][0-9]{12})_([0-9a-z]{6,32})_([a-z_]{1,20})");

    private static final int BITS = 62;
    private static final int DIGITS = 12;

    /// All that a text names.
    public static Set<String> in(String text) {
        return TEXT.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    /// A new one: its 62 random bits make it unique among all stations.
    public static TempId draw(Instant at, RandomGenerator random, EntityType type) {
        String digits = Long.toString(random.nextLong(1L << BITS), Character.MAX_RADIX);
        return new TempId(
                at.toEpochMilli(),
                "0".repeat(Math.max(0, DIGITS - digits.length())) + digits,
                type);
    }

    /// Empty for a text that is no temporary id of a type whose numbers the hub gives.
    public static Optional<TempId> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return EntityType.ofWord(matcher.group(3))
                .filter(type -> type.shape().key() == EntityShape.Key.HUB_NUMBER)
                .map(type -> new TempId(Long.parseLong(matcher.group(1)), matcher.group(2), type));
    }

    public static boolean isTempId(String text) {
        return parse(text).isPresent();
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "temp_%013d_%s_%s", epochMillis, random, type.word());
    }
}
