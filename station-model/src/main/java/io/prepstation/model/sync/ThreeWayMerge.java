package io.prepstation.model.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Two edits of one entity brought together field by field against what both began with (SYN-8).
///
/// A field that one side changed is taken from that side. One that both changed to different values is left to a person
/// and stands in `merged` as the server has it. Fields that only make sense together count as one.
///
/// @param merged the fields after both edits
/// @param conflicting what both sides changed and say differently, in order of name
/// @param changesServer whether `merged` says anything else than the server's copy
public record ThreeWayMerge(ObjectNode merged, List<String> conflicting, boolean changesServer) {

    public ThreeWayMerge {
        conflicting = List.copyOf(conflicting);
    }

    /// @param base the fields both edits began with
    /// @param local all fields as this side wants them
    /// @param server all fields as the other side has them
    /// @param together groups of fields that are taken from one side as a whole
    public static ThreeWayMerge of(
            ObjectNode base,
            ObjectNode local,
            ObjectNode server,
            Collection<? extends Collection<String>> together) {
        ObjectNode merged = server.deepCopy();
        List<String> conflicting = new ArrayList<>();
        boolean changes = false;
        for (Set<String> unit : units(base, local, server, together)) {
            if (same(unit, base, local) || same(unit, local, server)) {
                continue;
            }
            if (same(unit, base, server)) {
                unit.forEach(field -> put(merged, field, local.path(field)));
                changes = true;
            } else {
                unit.stream()
                        .filter(field -> !same(local.path(field), server.path(field)))
                        .forEach(conflicting::add);
            }
        }
        conflicting.sort(null);
        return new ThreeWayMerge(merged, conflicting, changes);
    }

    /// The fields in which two copies differ, in order of name.
    public static List<String> differing(ObjectNode one, ObjectNode other) {
        return names(one, other)
                .filter(field -> !same(one.path(field), other.path(field)))
                .sorted()
                .toList();
    }

    /// Missing, null, and an empty list are the same: nothing is said.
    public static boolean same(JsonNode one, JsonNode other) {
        return isEmpty(one) ? isEmpty(other) : one.equals(other);
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isMissingNode() || value.isNull() || (value.isArray() && value.isEmpty());
    }

    private static boolean same(Set<String> unit, ObjectNode one, ObjectNode other) {
        return unit.stream().allMatch(field -> same(one.path(field), other.path(field)));
    }

    private static List<Set<String>> units(
            ObjectNode base,
            ObjectNode local,
            ObjectNode server,
            Collection<? extends Collection<String>> together) {
        Set<String> left = new LinkedHashSet<>();
        names(base, local).forEach(left::add);
        names(server, server).forEach(left::add);
        List<Set<String>> units = new ArrayList<>();
        for (Collection<String> group : together) {
            units.add(new HashSet<>(group));
            left.removeAll(group);
        }
        left.forEach(field -> units.add(Set.of(field)));
        return units;
    }

    private static Stream<String> names(ObjectNode one, ObjectNode other) {
        return Stream.concat(one.propertyStream(), other.propertyStream())
                .map(Map.Entry::getKey)
                .distinct();
    }

    private static void put(ObjectNode fields, String field, JsonNode value) {
        if (isEmpty(value)) {
            fields.remove(field);
        } else {
            fields.set(field, value);
        }
    }
}
