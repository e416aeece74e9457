package io.prepstation.hub.edit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.feed.Change;
import io.prepstation.hub.store.Tables;
import io.prepstation.model.mass.Decimal;
import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.OperationKind;
import io.prepstation.model.sync.WireSession;
import io.prepstation.model.sync.WireSession.WireDispense;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Keeps what is left in lots: what was received, less what sessions took, and what was moved otherwise (SYN-15). It may
/// go below zero, which says that something was not written down.
public final class Stock {

    private static final String LEFT = "remainingG";

    private final Tables tables;
    private final Entities entities;
    private final String labId;

    public Stock(Tables tables, String labId, Instant now) {
        this(tables, labId, new Entities(tables, labId, now));
    }

    /// @param entities which somebody else writes
    Stock(Tables tables, String labId, Entities entities) {
        this.tables = tables;
        this.labId = labId;
        this.entities = entities;
    }

    /// What a received session took from its lots. A lot the hub does not know keeps no stock.
    ///
    /// @return the changes of the lots, for the feed
    public List<Change> taken(WireSession session, String stationId) {
        Map<String, BigDecimal> byLot = new TreeMap<>();
        for (WireDispense dispense : session.dispenses()) {
            String lotId = dispense.lotId();
            if (lotId != null) {
                byLot.merge(lotId, Decimal.of(dispense.netG()).negate(), BigDecimal::add);
            }
        }
        List<Change> changes = new ArrayList<>();
        byLot.forEach((lotId, delta) ->
                move(realId(lotId), delta)
                        .map(lot -> change(lot, stationId))
                        .ifPresent(changes::add));
        entities.ledger().write();
        return changes;
    }

    /// @return the lot as it is after it; empty if there is none, or none that says how much it holds
    Optional<Entity> move(String lotId, BigDecimal deltaG) {
        return entities.find(EntityType.LOTS, lotId)
                .filter(lot -> !lot.deleted() && lot.data().hasNonNull(LEFT))
                .map(lot -> {
                    ObjectNode content = lot.content();
                    BigDecimal left = Decimal.of(content.path(LEFT).asText()).add(deltaG);
                    return entities.update(lot, content.put(LEFT, left.toPlainString()), false);
                });
    }

    private String realId(String id) {
        Long number = tables.idMappings().find(labId, Set.of(id)).get(id);
        return number == null ? id : number.toString();
    }

    private static Change change(Entity lot, String stationId) {
        return new Change(
                lot.labId(),
                lot.type(),
                lot.id(),
                lot.version(),
                OperationKind.UPDATE,
                lot.text(),
                stationId,
                null);
    }
}
