package io.prepstation.hub.edit;

import io.prepstation.hub.store.Station;
import io.prepstation.hub.store.Tables;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.Push.IdMapping;
import io.prepstation.model.sync.Push.Operation;
import io.prepstation.model.sync.TempId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The numbers of temporary ids, as one request needs and makes them (SYN-5).
final class Mappings {

    private static final String ALARM = "alarm_former_number_twice";

    /// What sessions name by its number; both are numbered in one row.
    private static final Set<EntityType> WEIGHED_FROM =
            Set.of(EntityType.LOTS, EntityType.CONTAINERS);

    private final Tables tables;
    private final String labId;
    private final Map<String, Long> known;
    private final Map<String, IdMapping> remembered = new HashMap<>();
    private final List<IdMapping> made = new ArrayList<>();

    /// @param named every temporary id the request names
    Mappings(Tables tables, String labId, Set<String> named) {
        this.tables = tables;
        this.labId = labId;
        this.known = new HashMap<>(tables.idMappings().find(labId, named));
    }

    /// Numbers that a station was given before this hub's database was put back from an older copy.
    Mappings remembered(List<IdMapping> given) {
        given.forEach(one -> remembered.put(one.tempId(), one));
        return this;
    }

    /// The number a new entity had before it was lost here; null if it had none, or somebody else may have it.
    ///
    /// @param ledger tells who has it
    @Nullable String former(Ledger ledger, @Nullable String tempId, EntityType type) {
        IdMapping given = tempId == null ? null : remembered.get(tempId);
        return given != null
                        && given.entityType().equals(type.word())
                        && ledger.isVacant(given.realId())
                        && !tables.idMappings().isKnown(labId, Long.toString(given.realId()))
                ? Long.toString(given.realId())
                : null;
    }

    /// Remembers which number it is now that a lot or container had before it was lost here and came again under another: signed sessions
    /// go on naming the first. Two that had the same number are an alarm: which of them a session means, nobody knows.
    static void rememberFormer(Tables tables, Station station, List<IdMapping> given, Instant at) {
        String labId = station.labId();
        Map<String, Long> numbers =
                tables.idMappings()
                        .find(
                                labId,
                                given.stream().map(IdMapping::tempId).collect(Collectors.toSet()));
        for (IdMapping one : given) {
            String former = Long.toString(one.realId());
            Long number = numbers.get(one.tempId());
            if (number != null
                    && number != one.realId()
                    && isOf(tables, labId, one.entityType(), number)
                    && tables.entities().isVacant(one.realId())) {
                rememberFormer(tables, station, one.entityType(), former, number, at);
            }
        }
    }

    /// Whether it is something that sessions name.
    private static boolean isOf(Tables tables, String labId, String word, long number) {
        return EntityType.ofWord(word)
                .filter(WEIGHED_FROM::contains)
                .flatMap(type -> tables.entities().find(type, Long.toString(number)))
                .filter(thing -> thing.labId().equals(labId))
                .isPresent();
    }

    private static void rememberFormer(
            Tables tables, Station station, String type, String former, long number, Instant at) {
        Long already = tables.idMappings().find(station.labId(), List.of(former)).get(former);
        if (already == null) {
            IdMapping renamed = new IdMapping(former, number, type);
            tables.idMappings().insert(station.labId(), List.of(renamed), at);
        } else if (already != number) {
            tables.audit()
                    .append(
                            at,
                            ALARM,
                            station.id(),
                            Json.object()
                                    .put("former", former)
                                    .put("number", already)
                                    .put("claimed", number));
        }
    }

    /// Whether the station says itself which number a temporary id has, so that the thing goes by that there.
    boolean isTold(String tempId, Entity entity) {
        IdMapping given = remembered.get(tempId);
        return given != null && entity.id().equals(Long.toString(given.realId()));
    }

    boolean isKnown(String tempId) {
        return known.containsKey(tempId);
    }

    /// The id at the hub; empty for a temporary one without a number.
    Optional<String> known(String id) {
        return TempId.isTempId(id)
                ? Optional.ofNullable(known.get(id)).map(Object::toString)
                : Optional.of(id);
    }

    /// The id at the hub.
    ///
    /// @throws Fault.Stop if it is a temporary one without a number yet
    String resolve(String field, String id) {
        if (!TempId.isTempId(id)) {
            return id;
        }
        Long number = known.get(id);
        if (number != null) {
            return number.toString();
        }
        IdMapping given = remembered.get(id);
        if (given == null) {
            throw Fault.blocked(field, id).stop();
        }
        return Long.toString(given.realId());
    }

    /// Remembers the number of a temporary id; [#write] writes it.
    void add(String tempId, Entity entity) {
        long number = Long.parseLong(entity.id());
        known.put(tempId, number);
        made.add(new IdMapping(tempId, number, entity.type().word()));
    }

    /// Forgets what an operation made that was undone.
    void undo(int mark) {
        while (made.size() > mark) {
            known.remove(made.removeLast().tempId());
        }
    }

    int mark() {
        return made.size();
    }

    void write(Instant at) {
        tables.idMappings().insert(labId, made, at);
    }

    /// The temporary id an operation names its entity by.
    @Nullable String tempOf(Operation operation) {
        return TempId.isTempId(operation.entityId()) ? operation.entityId() : null;
    }
}
