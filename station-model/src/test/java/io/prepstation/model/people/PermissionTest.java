package io.prepstation.model.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// One table says who may do what; `docs/permissions.md` shows it, `-Dwrite.docs=true` writes it anew.
@Tag("STO-8")
class PermissionTest {

    private static final Path PAGE = Path.of("..", "docs", "permissions.md");

    private static User person(Role... roles) {
        return new User("u-1", "Ada", Set.of(roles), true);
    }

    @Test
    void an_operator_weighs_and_decides_nothing() {
        assertEquals(
                EnumSet.of(
                        Permission.SIGN_IN,
                        Permission.PREPARE,
                        Permission.WITNESS,
                        Permission.TAKE_OVER,
                        Permission.CHECK_BALANCE,
                        Permission.EDIT_MATERIALS),
                given(person(Role.OPERATOR)));
    }

    @Test
    void who_enters_lots_does_not_release_them() {
        assertFalse(person(Role.OPERATOR).may(Permission.RELEASE_LOTS));
        assertTrue(person(Role.SUPERVISOR).may(Permission.RELEASE_LOTS));
        assertTrue(person(Role.LAB_MANAGER).may(Permission.RELEASE_LOTS));
    }

    @Test
    void an_auditor_only_looks() {
        assertEquals(
                EnumSet.of(Permission.SEE_SESSIONS, Permission.SEE_STATIONS, Permission.SEE_AUDIT),
                given(person(Role.AUDITOR)));
    }

    @Test
    void an_administrator_neither_weighs_nor_approves() {
        Set<Permission> given = given(person(Role.ADMINISTRATOR, Role.SUPER_ADMINISTRATOR));
        assertFalse(given.contains(Permission.PREPARE));
        assertFalse(given.contains(Permission.OVERRIDE));
        assertFalse(given.contains(Permission.APPROVE_FORMULAS));
    }

    @Test
    void several_roles_add_up() {
        User both = person(Role.OPERATOR, Role.LAB_MANAGER);
        assertTrue(both.may(Permission.PREPARE));
        assertTrue(both.may(Permission.APPROVE_FORMULAS));
    }

    @Test
    void who_has_left_may_nothing() {
        User left = new User("u-1", "Ada", EnumSet.allOf(Role.class), false);
        assertEquals(Set.of(), given(left));
    }

    @Test
    void every_permission_is_given_to_somebody() {
        User everybody = person(Role.values());
        assertEquals(EnumSet.allOf(Permission.class), given(everybody));
    }

    @Test
    void the_page_shows_the_table() throws IOException {
        if (Boolean.getBoolean("write.docs")) {
            Files.writeString(PAGE, page());
        }
        assertEquals(
                page(),
                Files.readString(PAGE),
                PAGE + " lags behind the table; write it anew with -Dwrite.docs=true");
    }

    private static Set<Permission> given(User user) {
        return Arrays.stream(Permission.values()).filter(user::may).collect(Collectors.toSet());
    }

    private static String page() {
        List<Role> roles = List.of(Role.values());
        String heads = roles.stream().map(Role::word).collect(Collectors.joining(" | "));
        String lines = roles.stream().map(_ -> "---").collect(Collectors.joining("|"));
        String rows =
                Arrays.stream(Permission.values())
                        .map(PermissionTest::row)
                        .collect(Collectors.joining("\n"));
        return """
        # Who may do what

        Written from `Permission` in station-model, the one table that the station's store, its screens, the hub and
        the tests go by. A person with several roles has what any of them gives. What needs the hub is refused at a
        station that does not reach it.

        | permission | %s | needs the hub |
        |---|%s|---|
        %s
        """
                .formatted(heads, lines, rows);
    }

    private static String row(Permission permission) {
        String marks =
                Arrays.stream(Role.values())
                        .map(role -> permission.isGivenTo(role) ? "yes" : "")
                        .collect(Collectors.joining(" | "));
        return "| `%s` | %s | %s |"
                .formatted(permission.word(), marks, permission.needsHub() ? "yes" : "");
    }
}
