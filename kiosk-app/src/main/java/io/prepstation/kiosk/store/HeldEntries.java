package io.prepstation.kiosk.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.formula.Formula;
import io.prepstation.model.formula.FormulaVersion;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.ComparedContent;
import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.HashSums;
import io.prepstation.model.sync.WireEntities.WireFormula;
import io.prepstation.model.sync.WireEntities.WireFormulaVersion;
import io.prepstation.model.sync.WireEntities.WireLab;
import io.prepstation.model.sync.WireEntities.WireUser;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What this station holds of its lab, in the words of the hub, for the two to be compared.
///
/// Of a thing that is edited here only the copy of the hub's is looked at. Of every other thing both are: a row that does not
/// show what that copy says is no better than one that the hub does not have.
public final class HeldEntries {

    /// In place of the hash of a thing that the hub has and no row shows; no hash is like this.
    public static final String NOT_SHOWN = "not shown";

    private final ReadHandle handle;

    public HeldEntries(ReadHandle handle) {
        this.handle = handle;
    }

    /// Everything of one type.
    public void each(EntityType type, Consumer<HashSums.Entry> entries) {
        switch (type) {
            case LABS ->
                    MasterData.lab(handle)
                            .ifPresent(lab -> whole(type, lab.key().labId(), of(lab), entries));
            case USERS ->
                    handle.sql()
                            .list(
                                    "SELECT id, name, roles FROM users WHERE active = 1",
                                    row ->
                                            new WireUser(
                                                    row.getString(1),
                                                    row.getString(2),
                                                    List.of(row.getString(3).split(" ")),
                                                    List.of(),
                                                    true,
                                                    null))
                            .forEach(user -> whole(type, user.id(), user, entries));
            case FORMULAS ->
                    handle.sql()
                            .list(
                                    "SELECT id, code, name FROM formulas WHERE withdrawn = 0",
                                    MasterRows::formula)
                            .forEach(formula -> whole(type, formula.id(), of(formula), entries));
            case FORMULA_VERSIONS ->
                    approved()
                            .forEach(version ->
                                    whole(
                                            type,
                                            version.id(),
                                            WireFormulaVersion.of(version),
                                            entries));
            case INGREDIENTS, LOTS, STOCK_MOVES, CONTAINERS, NOTES ->
                    new CopiedEntries(handle, type).each(entries);
            case SESSIONS, BALANCE_CHECKS, ATTACHMENTS -> {
                // Not compared.
            }
        }
    }

    private static void whole(
            EntityType type, String id, Object wireRecord, Consumer<HashSums.Entry> entries) {
        ObjectNode data = Json.write(wireRecord);
        ComparedContent.hash(type, data)
                .ifPresent(hash -> entries.accept(new HashSums.Entry(type.word(), id, 0, hash)));
    }

    private static WireLab of(Lab lab) {
        return new WireLab(
                lab.key().labId(),
                lab.name(),
                lab.key().tenantId(),
                lab.timeZone().getId(),
                lab.demo());
    }

    private static WireFormula of(Formula formula) {
        return new WireFormula(formula.id(), formula.code(), formula.name(), null);
    }

    private List<FormulaVersion> approved() {
        return handle
                .sql()
                .list(
                        "SELECT id FROM formula_versions WHERE status = 'approved'",
                        row -> row.getString(1))
                .stream()
                .map(id -> MasterData.version(handle, id))
                .flatMap(Optional::stream)
                .map(FormulaLookup.Usable::version)
                .toList();
    }
}
