package io.prepstation.hub.formula;

import io.prepstation.hub.feed.Change;
import io.prepstation.hub.feed.Feed;
import io.prepstation.hub.feed.WireForms;
import io.prepstation.hub.store.GivenPassword;
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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;

/// Approves drafts with four eyes: whoever wrote a version does not approve it, and nobody does by another's name.
public final class FormulaApproval {

    private static final Duration TO_NOTICE = Duration.ofDays(7);
    private static final String COMMAND_LINE = "hub";

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
        Optional<String> author = tables.formulas().authorOf(versionId);
        if (author.filter(by::equals).isPresent()) {
            return Optional.of("You wrote this version. Somebody else has to approve it.");
        }
        Optional<String> oneBehindBoth = author.flatMap(it -> oneBehindBoth(tables, it, by));
        if (oneBehindBoth.isPresent()) {
            return oneBehindBoth;
        }
        tables.formulas().approve(versionId, by, clock.instant());
        announce(tables, lab.get(), version.get(), by);
        return Optional.empty();
    }

    /// Whoever gave somebody a password could have come by it himself, and been both pairs of eyes. Where one person gave
    /// both, the owners have a week to notice that their own ones do not work any more. Root at the hub's machine is not
    /// asked: nothing here keeps him from anything.
    private Optional<String> oneBehindBoth(Tables tables, String author, String approver) {
        Optional<GivenPassword> authors = given(tables, author);
        Optional<GivenPassword> approvers = given(tables, approver);
        if (approvers.filter(it -> it.by().equals(author)).isPresent()
                || authors.filter(it -> it.by().equals(approver)).isPresent()) {
            return Optional.of(
                    "One of you and who wrote this version gave the other one the password. Somebody"
                            + " else has to approve it, or one of you is given a password at the hub:"
                            + " prepstation-hub users password.");
        }
        Instant weekAgo = clock.instant().minus(TO_NOTICE);
        return authors.isPresent()
                        && approvers.filter(it -> it.by().equals(authors.get().by())).isPresent()
                        && (authors.get().at().isAfter(weekAgo)
                                || approvers.get().at().isAfter(weekAgo))
                ? Optional.of(
                        authors.get().by()
                                + " gave you and who wrote this version passwords within the last"
                                + " seven days. Approve it a week after that, let somebody else, or"
                                + " have one of you given a password at the hub: prepstation-hub users"
                                + " password.")
                : Optional.empty();
    }

    private static Optional<GivenPassword> given(Tables tables, String userId) {
        return tables.audit().passwordGiven(userId).filter(it -> !it.by().equals(COMMAND_LINE));
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
