package io.prepstation.model.sync;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.prepstation.model.record.Sha256;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/// What one side holds of a lab, in so few numbers that both sides can compare them: for each type of thing, and each of
/// [#BUCKETS] parts of its ids, the sum of the hashes of all that is there. Sums do not ask for an order, which two
/// databases would not agree on.
public final class HashSums {

    public static final int BUCKETS = 64;

    private static final int DIGITS = 16;

    private final Map<EntityType, long[]> sums = new EnumMap<>(EntityType.class);
    private final Map<EntityType, Integer> counts = new EnumMap<>(EntityType.class);

    /// Begins with nothing of each type that is compared.
    public HashSums() {
        for (EntityType type : ComparedContent.TYPES) {
            sums.put(type, new long[BUCKETS]);
            counts.put(type, 0);
        }
    }

    /// One thing as one side holds it.
    ///
    /// @param version of it; 0 for the types that only the hub changes, because stations keep none of those
    /// @param hash of what it says, see [ComparedContent]
    public record Entry(
            @JsonProperty(required = true) String entityType,
            @JsonProperty(required = true) String id,
            @JsonProperty(required = true) long version,
            @JsonProperty(required = true) String hash) {}

    /// @param sums one for each bucket: the first 16 hexadecimal digits of the SHA-256 of `id`, line feed, `version`, line
    ///     feed, `hash`, added up modulo 2^64 over the entries whose ids are in the bucket
    public record OfType(
            @JsonProperty(required = true) String entityType,
            @JsonProperty(required = true) int entries,
            @JsonProperty(required = true) List<String> sums) {
        public OfType {
            sums = List.copyOf(sums);
        }
    }

    /// `GET /api/sync/sums`.
    ///
    /// @param cursor the place in the feed they are as of: the asking station's own
    public record Answer(
            @JsonProperty(required = true) String cursor,
            @JsonProperty(required = true) List<OfType> entityTypes) {
        public Answer {
            entityTypes = List.copyOf(entityTypes);
        }
    }

    /// `GET /api/sync/entries`.
    public record Entries(
            @JsonProperty(required = true) String cursor,
            @JsonProperty(required = true) List<Entry> entries) {
        public Entries {
            entries = List.copyOf(entries);
        }
    }

    /// One bucket of one type.
    public record Bucket(EntityType type, int number) {}

    /// Which part of its type's ids an id is in: the first byte of its SHA-256, modulo [#BUCKETS].
    public static int bucketOf(String id) {
        return HexFormat.fromHexDigits(Sha256.hex(id), 0, 2) % BUCKETS;
    }

    public void add(EntityType type, Entry entry) {
        String text = entry.id() + "\n" + entry.version() + "\n" + entry.hash();
        long hash = HexFormat.fromHexDigitsToLong(Sha256.hex(text), 0, DIGITS);
        Objects.requireNonNull(sums.get(type))[bucketOf(entry.id())] += hash;
        counts.merge(type, 1, Integer::sum);
    }

    /// Parents before children.
    public List<OfType> all() {
        return sums.entrySet().stream()
                .map(one ->
                        new OfType(
                                one.getKey().word(),
                                Objects.requireNonNull(counts.get(one.getKey())),
                                Arrays.stream(one.getValue())
                                        .mapToObj(sum -> HexFormat.of().toHexDigits(sum))
                                        .toList()))
                .toList();
    }

    /// Where two sides differ. Types that one side does not know are left out.
    public static List<Bucket> differing(List<OfType> here, List<OfType> there) {
        return here.stream()
                .flatMap(mine ->
                        there.stream()
                                .filter(theirs -> theirs.entityType().equals(mine.entityType()))
                                .flatMap(theirs -> differing(mine, theirs).stream()))
                .toList();
    }

    private static List<Bucket> differing(OfType here, OfType there) {
        EntityType type = EntityType.ofWord(here.entityType()).orElseThrow();
        return IntStream.range(0, BUCKETS)
                .filter(number ->
                        there.sums().size() != BUCKETS
                                || !here.sums().get(number).equals(there.sums().get(number)))
                .mapToObj(number -> new Bucket(type, number))
                .toList();
    }
}
