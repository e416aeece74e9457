package io.prepstation.model.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Decides whether an edit meets somebody else's (SYN-7): base version, then content, then a three-way look at the
/// fields. Time decides nothing here.
public final class ConflictRules {

    private ConflictRules() {}

    /// @param fields what the edit says; null takes a value away
    /// @param lastSyncTimestamp for an edit without base version, epoch milliseconds
    public record Edit(
            ObjectNode fields,
            @Nullable Integer baseVersion,
            @Nullable String baseHash,
            @Nullable Long lastSyncTimestamp) {}

    /// The entity as it is.
    ///
    /// @param content its fields, see [EntityShape#content]
    /// @param changedAt epoch milliseconds
    public record Current(ObjectNode content, int version, long changedAt) {}

    /// What is to be done with the edit.
    public sealed interface Verdict {

        /// Nothing: the entity says so already.
        record Same() implements Verdict {}

        /// The edit is done.
        ///
        /// @param content the entity's new fields
        /// @param merged whether somebody else's edit of other fields is in it
        record Apply(ObjectNode content, boolean merged) implements Verdict {}

        /// Both sides say something else about these fields.
        record Clash(ConflictType type, List<String> fields) implements Verdict {}
    }

    /// @param base the fields both sides started from ([#base] if the author said what was seen); null if they are not known any
    ///     more, then everything that differs clashes
    public static Verdict judge(
            EntityShape shape, Edit edit, Current current, @Nullable ObjectNode base) {
        ObjectNode wanted = overlay(current.content(), changes(edit.fields(), base));
        if (wanted.equals(current.content())) {
            return new Verdict.Same();
        }
        ConflictType candidate = candidate(shape, edit, current, base);
        if (candidate == null) {
            return new Verdict.Apply(wanted, false);
        }
        @Nullable ObjectNode common = candidate == ConflictType.DATA ? null : base;
        List<String> clashing = clashing(shape, edit.fields(), current.content(), common);
        return clashing.isEmpty()
                ? new Verdict.Apply(wanted, true)
                : new Verdict.Clash(candidate, clashing);
    }

    /// What the edit changes against its base: full data is taken too.
    public static ObjectNode changes(ObjectNode sent, @Nullable ObjectNode base) {
        ObjectNode changes = sent.deepCopy();
        if (base != null) {
            changes.retain(differing(sent, base));
        }
        return changes;
    }

    /// The fields with the changes on top; a null takes its field away.
    public static ObjectNode overlay(ObjectNode content, ObjectNode changes) {
        ObjectNode result = content.deepCopy();
        changes.properties()
                .forEach(change -> {
                    if (change.getValue().isNull()) {
                        result.remove(change.getKey());
                    } else {
                        result.set(change.getKey(), change.getValue());
                    }
                });
        return result;
    }

    /// The fields that both sides changed since the base, each to something else; with them all that belong together.
    public static List<String> clashing(
            EntityShape shape, ObjectNode sent, ObjectNode current, @Nullable ObjectNode base) {
        Set<String> ours = differing(changes(sent, base), current);
        if (base == null) {
            return List.copyOf(ours);
        }
        Set<String> theirs = new TreeSet<>();
        shape.fields().stream()
                .map(WireField::name)
                .filter(name -> !same(base.get(name), current.get(name)))
                .forEach(theirs::add);
        Set<String> clashing = new TreeSet<>(ours);
        clashing.retainAll(theirs);
        for (List<String> group : shape.together()) {
            if (touches(group, ours) && touches(group, theirs)) {
                group.stream().filter(ours::contains).forEach(clashing::add);
            }
        }
        return List.copyOf(clashing);
    }

    /// Where the author saw something else than the version says that the edit names, it is as if it named another one.
    private static @Nullable ConflictType candidate(
            EntityShape shape, Edit edit, Current current, @Nullable ObjectNode base) {
        Integer baseVersion = edit.baseVersion();
        Long lastSync = edit.lastSyncTimestamp();
        if (baseVersion != null && baseVersion != current.version()) {
            return ConflictType.VERSION;
        }
        if (baseVersion == null && lastSync != null && current.changedAt() > lastSync) {
            return ConflictType.TIMESTAMP;
        }
        String baseHash = edit.baseHash();
        boolean otherContent =
                baseVersion != null
                        && baseHash != null
                        && !baseHash.equals(shape.contentHash(current.content()));
        if (otherContent) {
            return ConflictType.DATA;
        }
        return base == null || isSame(base, current.content()) ? null : ConflictType.VERSION;
    }

    /// Whether both have the same values.
    private static boolean isSame(ObjectNode one, ObjectNode other) {
        return differing(one, other).isEmpty() && differing(other, one).isEmpty();
    }

    /// The fields that an edit was made on, as far as its author's words go: `seen` counts before `version`.
    public static ObjectNode base(ObjectNode version, ObjectNode seen) {
        ObjectNode other = seen.deepCopy();
        seen.properties().stream()
                .filter(field -> says(field.getValue(), version.path(field.getKey())))
                .forEach(field -> other.remove(field.getKey()));
        return overlay(version, other);
    }

    /// An empty list or text stands for no value at a station.
    private static boolean says(JsonNode seen, JsonNode value) {
        return isEmpty(seen) ? isEmpty(value) : seen.equals(value);
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || (value.isArray() && value.isEmpty())
                || (value.isTextual() && value.textValue().isEmpty());
    }

    private static Set<String> differing(ObjectNode fields, ObjectNode from) {
        Set<String> names = new TreeSet<>();
        fields.properties()
                .forEach(field -> {
                    if (!same(field.getValue(), from.get(field.getKey()))) {
                        names.add(field.getKey());
                    }
                });
        return names;
    }

    /// Missing and null say the same.
    private static boolean same(@Nullable JsonNode one, @Nullable JsonNode other) {
        return Objects.equals(value(one), value(other));
    }

    private static @Nullable JsonNode value(@Nullable JsonNode node) {
        return node == null || node.isNull() ? null : node;
    }

    private static boolean touches(Collection<String> group, Set<String> names) {
        return group.stream().anyMatch(names::contains);
    }
}
