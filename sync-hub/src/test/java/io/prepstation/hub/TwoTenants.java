package io.prepstation.hub;

import static io.prepstation.hub.Operations.lot;
import static io.prepstation.hub.Operations.request;
import static io.prepstation.hub.Operations.update;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.people.Credentials;
import io.prepstation.hub.people.NewUser;
import io.prepstation.hub.people.NewUserResult.Added;
import io.prepstation.hub.store.Lab;
import io.prepstation.model.catalogue.ImportFiles;
import io.prepstation.model.catalogue.ImportFiles.TextFile;
import io.prepstation.model.people.Role;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.UploadBundle;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One hub of two tenants: `lab-1` and `lab-2` of acme, `lab-3` of zeta. What lab-1 has bears [#MARK] in its name or is
/// named by an id nobody can guess, so that it is seen where it leaks.
final class TwoTenants implements AutoCloseable {

    static final String MARK = "MARK-1";
    static final List<String> LABS = List.of(RunningHub.LAB, "lab-2", "lab-3");
    static final String PIN = "271828";

    /// Who asks for what belongs to [#OWNER].
    enum Asker {
        OWNER,
        SAME_LAB,
        OTHER_LAB,
        OTHER_TENANT
    }

    final RunningHub hub;
    final Administration administration;
    final Map<Asker, TestStation> stations = new EnumMap<>(Asker.class);
    final TestStation revoked;
    final String expired;
    final String replaced;
    final WeighedSession session;
    final Attached attachment;
    private final String ingredient;
    private int made;

    TwoTenants(Path data) throws Exception {
        this(RunningHub.in(data));
    }

    /// @param hub new, with a lab and nothing in it
    TwoTenants(RunningHub hub) throws Exception {
        this.hub = hub;
        administration = hub.administration();
        addLab("acme", LABS.get(1));
        addLab("zeta", LABS.get(2));
        for (String lab : LABS) {
            for (Role role : Role.values()) {
                add(person(role, lab), role, lab);
            }
        }
        importSalt(RunningHub.MANAGER, MARK + "-F");
        stations.put(Asker.OWNER, TestStation.enrolledAt(hub));
        stations.put(Asker.SAME_LAB, TestStation.enrolledAt(hub, LABS.get(0), MARK + "-other"));
        stations.put(Asker.OTHER_LAB, TestStation.enrolledAt(hub, LABS.get(1), "bench-2"));
        stations.put(Asker.OTHER_TENANT, TestStation.enrolledAt(hub, LABS.get(2), "bench-3"));
        ingredient = owner().ingredients().values().iterator().next().id();
        attachment = Attached.text(Json.object().put("mark", MARK).toString());
        require(attachment.sentBy(owner()).contains("\"complete\":true"), "it is attached");
        session =
                WeighedSession.of(owner(), MARK + "-F", hub.clock.instant())
                        .attaching(List.of(attachment.named()));
        require(owner().upload(bundle().text()).statusCode() == 200, "the session is in");
        revoked = revokedStation();
        expired = expiredBearer();
        replaced = replacedBearer();
    }

    /// As the owner sent the session.
    UploadBundle bundle() {
        return session.bundleNaming(List.of(attachment.named()));
    }

    TestStation owner() {
        return stations.get(Asker.OWNER);
    }

    static String lab(Asker asker) {
        return switch (asker) {
            case OWNER, SAME_LAB -> LABS.get(0);
            case OTHER_LAB -> LABS.get(1);
            case OTHER_TENANT -> LABS.get(2);
        };
    }

    static String person(Role role, String lab) {
        return role.word() + "." + lab;
    }

    /// A new lot of lab-1.
    ///
    /// @return its id
    String lotOfOwner() throws Exception {
        made++;
        var result =
                owner().push(
                                request(
                                        lot(
                                                "temp_17305344%05d_aaaaaa_lots".formatted(made),
                                                ingredient,
                                                MARK + "-L" + made)))
                        .at("/results/0");
        require(result.path("status").asText().equals("applied"), result.toString());
        return result.path("realId").asText();
    }

    /// A new conflict of lab-1, on a lot that is in version 2.
    ///
    /// @return its id
    String conflictOfOwner() throws Exception {
        String lot = lotOfOwner();
        String supervisor = person(Role.SUPERVISOR, RunningHub.LAB);
        owner().push(request(status(lot, "released", supervisor)));
        var result = owner().push(request(status(lot, "blocked", supervisor))).at("/results/0");
        require(result.path("status").asText().equals("conflict"), result.toString());
        return result.path("conflictId").asText();
    }

    static ObjectNode status(String lot, String word, String userId) {
        return update("lots", lot, 1, Json.object().put("status", word)).put("userId", userId);
    }

    /// A draft of lab-1 by somebody else.
    ///
    /// @return the version's id
    String draftOfOwner() throws Exception {
        String code = MARK + "-D" + ++made;
        importSalt(null, code);
        return administration.catalogue().of(RunningHub.LAB).stream()
                .filter(entry -> entry.formula().code().equals(code))
                .map(entry -> entry.version().id())
                .findFirst()
                .orElseThrow();
    }

    /// A new person of lab-1, without any right worth having.
    String personOfOwner() throws Exception {
        String id = MARK + "-P" + ++made;
        add(id, Role.OPERATOR, RunningHub.LAB);
        return id;
    }

    /// A new person of lab-1 with a badge and [#PIN].
    ///
    /// @return the badge
    String badgeOfOwner() throws Exception {
        String badge = "badge-" + ++made;
        administration
                .users()
                .add(
                        new NewUser(
                                MARK + "-B" + made,
                                "Somebody",
                                Set.of(Role.OPERATOR),
                                Set.of(RunningHub.LAB),
                                badge,
                                PIN));
        return badge;
    }

    /// A browser in which somebody is signed in, without a password being hashed for it: there are many.
    Browser browserOf(String person) throws Exception {
        String token = "token-" + ++made;
        String csrf = "csrf-" + made;
        long now = hub.clock.millis();
        try (TestDatabase database = TestDatabase.of(hub)) {
            database.run(
                    "UPDATE users SET password_hash = 'none', password_expires_at = NULL WHERE id = '%s'"
                            .formatted(person));
            database.run(
                    "INSERT INTO web_sessions (token_hash, user_id, csrf, opened_at, seen_at)"
                            + " VALUES ('%s', '%s', '%s', %d, %d)"
                                    .formatted(Credentials.hash(token), person, csrf, now, now));
        }
        Browser browser = new Browser(hub.url());
        browser.cookie = "prepstation=" + token;
        browser.csrf = csrf;
        return browser;
    }

    private TestStation revokedStation() throws Exception {
        TestStation station = TestStation.enrolledAt(hub);
        administration.stations().revoke(station.enrolment.stationId(), "hub");
        return station;
    }

    /// As if it had been enrolled long ago: the clock of a hub on which everything else is young cannot be moved.
    private String expiredBearer() throws Exception {
        TestStation station = TestStation.enrolledAt(hub);
        require(station.get("/api/sessions").statusCode() == 200, "it was good");
        try (TestDatabase database = TestDatabase.of(hub)) {
            database.run(
                    "UPDATE stations SET token_since = 0 WHERE id = '%s'"
                            .formatted(station.enrolment.stationId()));
        }
        return station.bearer();
    }

    private String replacedBearer() throws Exception {
        TestStation station = TestStation.enrolledAt(hub);
        String bearer = "Bearer " + station.newToken();
        require(
                hub.get("/api/sessions", "Authorization", bearer).statusCode() == 200,
                "the new one is good");
        return station.bearer();
    }

    private void addLab(String tenant, String lab) throws Exception {
        var fault =
                administration.labs().add(new Lab(lab, tenant, lab, ZoneOffset.UTC, true), "hub");
        require(fault.isEmpty(), fault.toString());
    }

    private void add(String id, Role role, String lab) throws Exception {
        var result =
                administration
                        .users()
                        .add(new NewUser(id, "The " + id, Set.of(role), Set.of(lab), null));
        require(result instanceof Added, result.toString());
    }

    private void importSalt(@Nullable String approver, String code) throws Exception {
        String row =
                "%s,Saline,1,1,L,1,%s-I,Sodium chloride,7647-14-5,9,0.1,0.1\n"
                        .formatted(code, MARK);
        administration
                .formulaImport()
                .run(
                        RunningHub.LAB,
                        new ImportFiles(
                                new TextFile("f.csv", FormulaFiles.HEADER + row), Optional.empty()),
                        Optional.ofNullable(approver));
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    @Override
    public void close() {
        administration.close();
        hub.close();
    }
}
