package io.prepstation.hub.sync;

import io.prepstation.hub.store.Lab;
import io.prepstation.hub.store.Member;
import io.prepstation.hub.store.Station;
import io.prepstation.hub.store.Tables;
import io.prepstation.hub.store.Versioned;
import io.prepstation.model.formula.FormulaVersion;
import io.prepstation.model.formula.VersionStatus;
import io.prepstation.model.people.Permission;
import io.prepstation.model.session.SessionStatus;
import io.prepstation.model.sync.WireSession;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Judges what a session says about itself as a whole: who, where, when, of which formula.
final class HeadCheck {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final Set<String> FINISHED =
            Set.of(
                    SessionStatus.COMPLETED.word(),
                    SessionStatus.FAILED.word(),
                    SessionStatus.LOCKED_FAILED.word());

    private final Tables tables;
    private final Station station;
    private final Lab lab;
    private final WireSession session;

    HeadCheck(Tables tables, Station station, Lab lab, WireSession session) {
        this.tables = tables;
        this.station = station;
        this.lab = lab;
        this.session = session;
    }

    Optional<Refusal> fault() {
        return Refusal.first(
                this::id,
                this::station,
                this::status,
                this::times,
                this::simulated,
                this::operator,
                this::version);
    }

    private Optional<Refusal> id() {
        return Refusal.when(
                !ID.matcher(session.id()).matches(),
                "BAD_ID",
                "session.id",
                "a session id has 1 to 64 letters, digits and dashes");
    }

    /// A station that was enrolled again with the same key may still hold sessions under its earlier id.
    private Optional<Refusal> station() {
        boolean own =
                session.stationId().equals(station.id())
                        || tables.stations()
                                .find(session.stationId())
                                .filter(earlier -> earlier.labId().equals(station.labId()))
                                .filter(earlier -> earlier.publicKey() != null)
                                .filter(earlier -> hasKeyOf(earlier))
                                .isPresent();
        return Refusal.when(
                !own,
                "OTHER_STATION",
                "session.stationId",
                "the session was made at station "
                        + session.stationId()
                        + ", but this is station "
                        + station.id());
    }

    private boolean hasKeyOf(Station earlier) {
        return java.util.Objects.equals(earlier.publicKey(), station.publicKey());
    }

    private Optional<Refusal> status() {
        return Refusal.when(
                !FINISHED.contains(session.status()),
                "NOT_FINISHED",
                "session.status",
                "only a session that is completed or failed is uploaded, this one is "
                        + session.status());
    }

    private Optional<Refusal> times() {
        Long endedAt = session.endedAt();
        return Refusal.when(
                endedAt == null || endedAt < session.startedAt() || session.startedAt() <= 0,
                "BAD_TIME",
                "session.endedAt",
                "a finished session has an end that is not before its start");
    }

    private Optional<Refusal> simulated() {
        return Refusal.when(
                session.simulated() && !lab.demo(),
                "SIMULATED",
                "session.simulated",
                "the session was weighed on a simulated balance and lab "
                        + lab.id()
                        + " is not a demo lab");
    }

    private Optional<Refusal> operator() {
        Optional<Member> member =
                tables.users()
                        .find(session.operator())
                        .map(Versioned::value)
                        .filter(user -> user.belongsTo(lab.id()));
        String operator = session.operator();
        return Refusal.first(
                () -> Refusal.parent(true, operator, "session.operator", ""),
                () ->
                        Refusal.when(
                                member.filter(user -> user.hasRoleFor(Permission.PREPARE))
                                        .isEmpty(),
                                "NOT_AN_OPERATOR",
                                "session.operator",
                                operator + " is no operator or supervisor of lab " + lab.id()));
    }

    private Optional<Refusal> version() {
        String versionId = session.formulaVersionId();
        Optional<FormulaVersion> version =
                versionId == null
                        ? Optional.empty()
                        : tables.formulas().findVersion(versionId).map(Versioned::value);
        return Refusal.first(
                () ->
                        Refusal.parent(
                                version.isPresent(),
                                versionId,
                                "session.formulaVersionId",
                                "there is no formula version " + versionId),
                () -> version(version.orElseThrow()));
    }

    private Optional<Refusal> version(FormulaVersion version) {
        LocalDate started =
                Instant.ofEpochMilli(session.startedAt()).atZone(lab.timeZone()).toLocalDate();
        String named = "version " + version.versionNo() + " of " + session.formulaCode();
        return Refusal.first(
                () ->
                        Refusal.when(
                                !version.formulaId().equals(session.formulaId())
                                        || !codesOfLab(version, started)
                                                .contains(session.formulaCode()),
                                "OTHER_FORMULA",
                                "session.formulaId",
                                "formula version "
                                        + version.id()
                                        + " is not one of formula "
                                        + session.formulaCode()
                                        + " of lab "
                                        + lab.id()),
                () ->
                        Refusal.when(
                                version.status() == VersionStatus.DRAFT,
                                "VERSION_NOT_APPROVED",
                                "session.formulaVersionId",
                                named + " is a draft; a lab manager must approve it first"),
                () ->
                        Refusal.when(
                                version.effectiveFrom().isAfter(started),
                                "VERSION_NOT_YET_VALID",
                                "session.formulaVersionId",
                                named + " is valid from " + version.effectiveFrom()),
                () ->
                        Refusal.when(
                                version.versionNo() != session.formulaVersionNo(),
                                "OTHER_FORMULA",
                                "session.formulaVersionNo",
                                "formula version "
                                        + version.id()
                                        + " is number "
                                        + version.versionNo()));
    }

    private Set<String> codesOfLab(FormulaVersion version, LocalDate day) {
        return tables
                .formulas()
                .find(version.formulaId(), day)
                .map(Versioned::value)
                .filter(formula -> formula.labId().equals(lab.id()))
                .map(formula -> formula.formula().code())
                .stream()
                .collect(Collectors.toSet());
    }
}
