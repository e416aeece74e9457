package io.prepstation.hub.edit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.store.FeedRow;
import io.prepstation.hub.store.Tables;
import io.prepstation.model.sync.EntityType;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The versions entities had: those made by the operations of this request, which the feed gets when all are done, and before
/// them those of the feed.
final class Made {

    private final Tables tables;
    private final Instant now;
    private final Map<Version, Place> versions = new HashMap<>();
    private int changes;

    Made(Tables tables, Instant now) {
        this.tables = tables;
        this.now = now;
    }

    private record Version(EntityType type, String id, int version) {}

    /// @param number of the change in this request, from 1
    private record Place(Entity entity, int number) {}

    /// What an operation did that is not undone any more.
    void add(Edit.Done done) {
        Entity changed = done.changed();
        if (changed != null) {
            add(changed);
        }
        done.also().forEach(this::add);
    }

    private void add(Entity entity) {
        changes++;
        versions.put(version(entity, entity.version()), new Place(entity, changes));
    }

    /// What an entity said in one of its versions; empty if nobody knows any more.
    Optional<ObjectNode> content(Entity current, int version) {
        Place made = versions.get(version(current, version));
        return made != null
                ? Optional.of(made.entity().content())
                : tables.feed()
                        .version(current.type(), current.id(), version)
                        .map(row -> content(current, row));
    }

    /// What an entity said at a moment.
    Optional<ObjectNode> contentAsOf(Entity current, long moment) {
        for (int version = current.version(); version > 0; version--) {
            Place made = versions.get(version(current, version));
            if (made == null) {
                break;
            }
            if (committedAt(made) <= moment) {
                return Optional.of(made.entity().content());
            }
        }
        return tables.feed()
                .asOf(current.type(), current.id(), moment)
                .map(row -> content(current, row));
    }

    /// When the entity became as it is, as the feed says or will say; 0 if nobody knows any more.
    long changedAt(Entity current) {
        Place made = versions.get(version(current, current.version()));
        return made != null
                ? committedAt(made)
                : tables.feed()
                        .version(current.type(), current.id(), current.version())
                        .map(FeedRow::committedAt)
                        .orElse(0L);
    }

    /// As the feed will count if nobody else writes into it meanwhile.
    private long committedAt(Place made) {
        return Math.max(now.toEpochMilli() - 1, tables.feed().headCommittedAt()) + made.number();
    }

    private static ObjectNode content(Entity current, FeedRow row) {
        return current.type().shape().content(StoredJson.read(row.data()));
    }

    private static Version version(Entity entity, int version) {
        return new Version(entity.type(), entity.id(), version);
    }
}
