package io.prepstation.hub.dashboard;

import io.prepstation.hub.dashboard.Lines.AuditRow;
import io.prepstation.hub.dashboard.Lines.StationRow;
import io.prepstation.hub.dashboard.Lines.UserRow;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.LabFormula;
import io.prepstation.hub.store.Member;
import io.prepstation.hub.store.Station;
import io.prepstation.hub.store.StoreException;
import io.prepstation.hub.store.StoredSession;
import io.prepstation.hub.store.Tables;
import io.prepstation.hub.store.Versioned;
import io.prepstation.hub.sync.Verification;
import io.prepstation.model.formula.FormulaVersion;
import io.prepstation.model.formula.VersionStatus;
import io.prepstation.model.people.Permission;
import io.prepstation.model.people.Role;
import io.prepstation.model.record.AuditEvent;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.sync.UploadBundle;
import io.prepstation.model.sync.WireSession;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What the pages show: only of the labs a person belongs to.
final class DashboardData {

    private static final int SHOWN = 200;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private final HubDatabase database;

    DashboardData(HubDatabase database) {
        this.database = database;
    }

    /// The newest first.
    ///
    /// @param status only these; empty for all
    /// @param text in code or name of the formula, or the operator's name; empty for all
    List<SessionRow> sessions(Member person, String status, String text) throws StoreException {
        String wanted = text.toLowerCase(Locale.ROOT);
        return database.read(tables -> {
            Map<String, String> stations = stationNames(tables);
            return tables.sessions().newestOf(person.labIds(), SHOWN).stream()
                    .map(session -> row(tables, session, stations))
                    .filter(row -> status.isEmpty() || row.status().equals(status))
                    .filter(row ->
                            (row.formula() + " " + row.name() + " " + row.operator())
                                    .toLowerCase(Locale.ROOT)
                                    .contains(wanted))
                    .toList();
        });
    }

    Optional<SessionDetail> session(Member person, String id) throws StoreException {
        return database.read(tables ->
                tables.sessions()
                        .find(id)
                        .filter(session -> person.belongsTo(session.labId()))
                        .map(session -> detail(tables, session)));
    }

    long newest() throws StoreException {
        return database.read(tables -> tables.feed().headSeq());
    }

    List<StationRow> stations(Member person) throws StoreException {
        return database.read(tables ->
                tables.stations().all().stream()
                        .filter(station -> person.belongsTo(station.labId()))
                        .map(station ->
                                new StationRow(
                                        station.id(),
                                        station.name(),
                                        station.labId(),
                                        station.revoked()))
                        .toList());
    }

    boolean hasStation(Member person, String id) throws StoreException {
        return stations(person).stream().anyMatch(station -> station.id().equals(id));
    }

    List<FormulaRow> formulas(Member person, Instant now) throws StoreException {
        return database.read(tables -> {
            List<FormulaRow> rows = new ArrayList<>();
            for (String labId : person.labIds().stream().sorted().toList()) {
                ZoneId zone = tables.labs().find(labId).orElseThrow().value().timeZone();
                tables.formulas()
                        .eachOfLab(
                                labId,
                                now.atZone(zone).toLocalDate(),
                                formula ->
                                        tables.formulas()
                                                .versionsOf(formula.value().formula())
                                                .forEach(version ->
                                                        rows.add(
                                                                formula(
                                                                        tables,
                                                                        person,
                                                                        formula.value(),
                                                                        version.value()))));
            }
            return List.copyOf(rows);
        });
    }

    private static FormulaRow formula(
            Tables tables,
            Member person,
            LabFormula formula,
            FormulaVersion version) {
        String author = tables.formulas().authorOf(version.id()).orElse("");
        boolean draft =
                version.status() == VersionStatus.DRAFT;
        return new FormulaRow(
                version.id(),
                formula.formula().code(),
                formula.formula().name(),
                version.versionNo(),
                version.status().word(),
                author,
                version.id().equals(formula.currentVersionId()),
                draft
                        && person.may(Permission.APPROVE_FORMULAS)
                        && !author.equals(person.user().id()));
    }

    /// People who share a lab.
    List<UserRow> users(Member person) throws StoreException {
        return database.read(tables ->
                tables.users().all().stream()
                        .map(Versioned::value)
                        .filter(user -> sharesALab(person, user.labIds()))
                        .map(user ->
                                new UserRow(
                                        user.user().id(),
                                        user.user().name(),
                                        user.user().roles().stream()
                                                .map(Role::word)
                                                .sorted()
                                                .collect(Collectors.joining(", ")),
                                        user.labIds().stream()
                                                .sorted()
                                                .collect(Collectors.joining(", ")),
                                        user.user().active()))
                        .toList());
    }

    boolean hasUser(Member person, String id) throws StoreException {
        return users(person).stream().anyMatch(user -> user.id().equals(id));
    }

    /// The newest first.
    List<AuditRow> audit() throws StoreException {
        return database.read(tables ->
                tables.audit().newest(SHOWN).stream().map(DashboardData::audit).toList());
    }

    /// The trail is the hub's as a whole: where it serves several tenants, none sees it but who may see all.
    boolean mayShowAudit(Member person) throws StoreException {
        long tenants =
                database.read(tables ->
                        tables.labs().all().stream()
                                .map(lab -> lab.value().tenantId())
                                .distinct()
                                .count());
        return tenants == 1 || person.may(Permission.SEE_ALL_TENANTS);
    }

    private static boolean sharesALab(Member person, Set<String> labIds) {
        return labIds.stream().anyMatch(person::belongsTo);
    }

    private static AuditRow audit(AuditEvent event) {
        try {
            var body = Json.parseObject(event.body());
            return new AuditRow(
                    event.sequence(),
                    TIME.format(
                            Instant.ofEpochMilli(body.path("at").asLong())
                                    .atZone(ZoneId.of("UTC"))),
                    body.path("kind").asText(),
                    body.path("by").asText(),
                    body.path("details").toString());
        } catch (MalformedJson e) {
            return new AuditRow(event.sequence(), "", "unreadable", "", event.body());
        }
    }

    private static Map<String, String> stationNames(Tables tables) {
        return tables.stations().all().stream()
                .collect(Collectors.toMap(Station::id, Station::name));
    }

    private static SessionRow row(
            Tables tables, StoredSession stored, Map<String, String> stations) {
        WireSession session = wire(stored);
        ZoneId zone = tables.labs().find(stored.labId()).orElseThrow().value().timeZone();
        return new SessionRow(
                session.id(),
                session.formulaCode(),
                session.formulaName(),
                session.status(),
                session.operatorName(),
                stations.getOrDefault(stored.stationId(), stored.stationId()),
                TIME.format(Instant.ofEpochMilli(session.startedAt()).atZone(zone)));
    }

    private static WireSession wire(StoredSession stored) {
        try {
            return UploadBundle.parse(stored.bundle().getBytes(StandardCharsets.UTF_8))
                    .wireSession();
        } catch (MalformedJson e) {
            throw new IllegalStateException(
                    "session " + stored.id() + " was altered in the store; run: hub verify", e);
        }
    }

    private static SessionDetail detail(Tables tables, StoredSession stored) {
        WireSession session = wire(stored);
        Optional<String> fault = Verification.faultOf(tables, stored);
        return new SessionDetail(
                row(tables, stored, stationNames(tables)),
                session.steps().stream().map(step -> step(session, step)).toList(),
                session.signatures().stream()
                        .map(signature ->
                                new SessionDetail.Signed(
                                        signature.name(),
                                        signature.meaning(),
                                        signature.localTime(),
                                        signature.authentication()))
                        .toList(),
                session.deviations().stream()
                        .map(deviation ->
                                new SessionDetail.Odd(
                                        deviation.kind(),
                                        (deviation.reasonCode() + " " + deviation.text()).strip(),
                                        deviation.by()))
                        .toList(),
                stored.recordHash(),
                fault.orElse("Text, hashes and receipt are the original ones."),
                fault.isEmpty());
    }

    private static SessionDetail.Step step(WireSession session, WireSession.WireStep step) {
        BigDecimal target = new BigDecimal(step.targetQtyG());
        List<BigDecimal> nets =
                session.dispenses().stream()
                        .filter(dispense -> dispense.stepId().equals(step.id()))
                        .map(dispense -> new BigDecimal(dispense.netG()))
                        .toList();
        return new SessionDetail.Step(
                step.sequence(),
                step.requiredCode() + " " + step.ingredientName(),
                step.targetQtyG(),
                target.subtract(new BigDecimal(step.toleranceLowerG())).toPlainString()
                        + " … "
                        + target.add(new BigDecimal(step.toleranceUpperG())).toPlainString(),
                nets.isEmpty()
                        ? ""
                        : nets.stream().reduce(BigDecimal.ZERO, BigDecimal::add).toPlainString());
    }
}
