package io.prepstation.hub.formula;

import io.prepstation.hub.feed.Feed;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.Lab;
import io.prepstation.hub.store.StoreException;
import io.prepstation.hub.store.Versioned;
import io.prepstation.model.catalogue.CatalogueImport;
import io.prepstation.model.catalogue.FileProblem;
import io.prepstation.model.catalogue.ImportFiles;
import io.prepstation.model.catalogue.ImportRefused;
import io.prepstation.model.catalogue.ImportResult;
import io.prepstation.model.catalogue.ImportResult.Refused;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Brings formulas and hazards of files into a lab of the hub in one transaction.
public final class FormulaImport {

    private final HubDatabase database;
    private final Feed feed;
    private final InstantSource clock;
    private final Supplier<String> ids;

    /// @param ids gives a new UUIDv7 for each version
    public FormulaImport(
            HubDatabase database, Feed feed, InstantSource clock, Supplier<String> ids) {
        this.database = database;
        this.feed = feed;
        this.clock = clock;
        this.ids = ids;
    }

    /// @param approver the lab manager who approves; empty for drafts
    public ImportResult run(String labId, ImportFiles files, Optional<String> approver)
            throws StoreException {
        return run(labId, files, approver, Optional.empty());
    }

    /// @param author who wrote the drafts, and therefore does not approve them
    public ImportResult run(
            String labId, ImportFiles files, Optional<String> approver, Optional<String> author)
            throws StoreException {
        try {
            CatalogueImport read = CatalogueImport.read(files);
            return database.write(tables -> {
                Lab lab =
                        tables.labs()
                                .find(labId)
                                .map(Versioned::value)
                                .orElseThrow(() -> noLab(files, labId));
                return read.into(
                        new LabCatalogue(tables, feed, lab, clock.instant(), ids, author),
                        approver);
            });
        } catch (ImportRefused e) {
            return new Refused(e.problems());
        }
    }

    private static ImportRefused noLab(ImportFiles files, String labId) {
        return new ImportRefused(
                List.of(
                        new FileProblem(
                                files.formulas().name(),
                                "the file",
                                "",
                                "there is no lab \"" + labId + "\"")));
    }
}
