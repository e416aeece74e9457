package io.prepstation.hub.formula;

import io.prepstation.hub.feed.Change;
import io.prepstation.hub.feed.Feed;
import io.prepstation.hub.feed.WireForms;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.Lab;
import io.prepstation.hub.store.LabFormula;
import io.prepstation.hub.store.Member;
import io.prepstation.hub.store.StoreException;
import io.prepstation.hub.store.Tables;
import io.prepstation.hub.store.Versioned;
import io.prepstation.model.formula.FormulaVersion;
import io.prepstation.model.formula.VersionStatus;
import io.prepstation.model.people.Permission;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.WireEntities.WireFormulaVersion;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;

/// Approves drafts with four eyes: whoever wrote a version does not approve it.
public final class FormulaApproval {

    private final HubDatabase database;
    private final Feed feed;
    private final InstantSource clock;

    public FormulaApproval(HubDatabase database, Feed feed, InstantSource clock) {
        this.database = database;
        this.feed = feed;
        this.clock = clock;
    }

    /// @return why not; empty if stations weigh it from now on
    public Optional<String> approve(String versionId, Member approver) throws StoreException {
        return database.write(tables -> approve(tables, versionId, approver));
    }

    private Optional<String> approve(Tables tables, String versionId, Member approver) {
        Optional<FormulaVersion> version =
                tables.formulas().findVersion(versionId).map(Versioned::value);
        Optional<Lab> lab =
                tables.formulas()
                        .labOfVersion(versionId)
                        .filter(approver::belongsTo)
                        .flatMap(id -> tables.labs().find(id).map(Versioned::value));
        if (version.isEmpty() || lab.isEmpty() || !approver.may(Permission.APPROVE_FORMULAS)) {
            return Optional.of("There is no such version that you may approve.");
        }
        if (version.get().status() != VersionStatus.DRAFT) {
            return Optional.of("Only a draft can be approved; this version is no draft any more.");
        }
        String by = approver.user().id();
        if (tables.formulas().authorOf(versionId).filter(by::equals).isPresent()) {
            return Optional.of("You wrote this version. Somebody else has to approve it.");
        }
        tables.formulas().approve(versionId, by, clock.instant());
        announce(tables, lab.get(), version.get(), by);
        return Optional.empty();
    }

    private void announce(Tables tables, Lab lab, FormulaVersion version, String by) {
        Instant now = clock.instant();
        LocalDate today = now.atZone(lab.timeZone()).toLocalDate();
        tables.audit()
                .append(
                        now,
                        "formula_version_approved",
                        by,
                        Json.object()
                                .put("formulaId", version.formulaId())
                                .put("versionNo", version.versionNo())
                                .put("formulaVersionId", version.id()));
        Versioned<FormulaVersion> approved =
                tables.formulas().findVersion(version.id()).orElseThrow();
        feed.append(
                tables,
                Change.atHub(
                        lab.id(),
                        EntityType.FORMULA_VERSIONS,
                        version.id(),
                        approved.version(),
                        Json.write(WireFormulaVersion.of(approved.value()))));
        LabFormula formula =
                tables.formulas().find(version.formulaId(), today).orElseThrow().value();
        tables.formulas().touch(formula.formula());
        Versioned<LabFormula> touched =
                tables.formulas().find(version.formulaId(), today).orElseThrow();
        feed.append(
                tables,
                Change.atHub(
                        lab.id(),
                        EntityType.FORMULAS,
                        version.formulaId(),
                        touched.version(),
                        Json.write(WireForms.of(touched.value()))));
    }
}
