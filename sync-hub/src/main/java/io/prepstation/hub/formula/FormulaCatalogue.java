package io.prepstation.hub.formula;

import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.StoreException;
import io.prepstation.hub.store.Versioned;
import io.prepstation.model.formula.Formula;
import io.prepstation.model.formula.FormulaVersion;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// The formulas of a lab with all their versions, drafts too.
public final class FormulaCatalogue {

    private final HubDatabase database;
    private final InstantSource clock;

    public FormulaCatalogue(HubDatabase database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// @param current whether stations weigh this version today
    public record Entry(Formula formula, FormulaVersion version, boolean current) {}

    /// By formula, then by version number; empty for an unknown lab.
    public List<Entry> of(String labId) throws StoreException {
        return database.read(tables -> {
            List<Entry> entries = new ArrayList<>();
            var lab = tables.labs().find(labId).map(Versioned::value);
            lab.ifPresent(found ->
                    tables.formulas()
                            .eachOfLab(
                                    labId,
                                    clock.instant().atZone(found.timeZone()).toLocalDate(),
                                    row -> {
                                        var formula = row.value().formula();
                                        for (var version : tables.formulas().versionsOf(formula)) {
                                            String id = version.value().id();
                                            entries.add(
                                                    new Entry(
                                                            formula,
                                                            version.value(),
                                                            id.equals(
                                                                    row.value()
                                                                            .currentVersionId())));
                                        }
                                    }));
            return List.copyOf(entries);
        });
    }
}
