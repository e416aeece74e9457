package io.prepstation.hub;

import io.prepstation.hub.dashboard.Page;
import io.prepstation.model.people.Permission;
import io.prepstation.model.people.Role;
import io.prepstation.model.people.User;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every page of the dashboard with every role, lab and state of a cookie (P9); what is to come is read from the table of
/// pages and the table of permissions.
@Tag("STO-8")
@Tag("STO-7")
@Tag("OPS-7")
class PageMatrixTest {

    @TempDir static Path directory;
    private static TwoTenants world;

    private final Cells cells = new Cells();

    @BeforeAll
    static void start() throws Exception {
        world = new TwoTenants(directory.resolve("hub"));
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    /// What only one lab has, by page.
    private static Map<Page, String> thing(Page page) throws Exception {
        return switch (page) {
            case SESSION, SESSION_PDF, SESSION_ATTACHMENT -> Map.of(page, world.session.id());
            case FORMULA, APPROVE -> Map.of(page, world.draftOfOwner());
            case REVOKE -> Map.of(page, TestStation.enrolledAt(world.hub).enrolment.stationId());
            case GIVE_PASSWORD, REMOVE_USER -> Map.of(page, world.personOfOwner());
            case IMPORT, ADD_USER, ENROL_CODE -> Map.of(page, "");
            default -> Map.of();
        };
    }

    private static int ask(Browser browser, Page page, String id) throws Exception {
        return answer(browser, page, id).statusCode();
    }

    private static HttpResponse<String> answer(Browser browser, Page page, String id)
            throws Exception {
        String path = page.path().replace(":id", id).replace(":sha256", world.attachment.sha256());
        return page.verb() == Page.Verb.POST
                ? browser.post(path, "csv", "x", "lab", RunningHub.LAB, "role", "operator")
                : browser.get(path);
    }

    @Test
    void every_page_answers_exactly_the_roles_of_the_table_in_their_own_labs() throws Exception {
        for (Role role : Role.values()) {
            for (String lab : TwoTenants.LABS) {
                String id = TwoTenants.person(role, lab);
                try (Browser browser = world.browserOf(id)) {
                    for (Page page : Page.values()) {
                        if (page == Page.EVENTS) {
                            eventsCell(browser, role, lab);
                        } else {
                            pageCell(browser, role, lab, page);
                        }
                    }
                }
            }
        }
        cells.allAsWanted(300);
    }

    /// It says only that something has changed; who hears it asks for the page again.
    private void eventsCell(Browser browser, Role role, String lab) throws Exception {
        boolean may = new User("x", "x", Set.of(role), true).may(Page.EVENTS.permission());
        cells.expect(
                "EVENTS " + role + " of " + lab,
                may ? 200 : 403,
                browser.opened(Page.EVENTS.path()));
    }

    private void pageCell(Browser browser, Role role, String lab, Page page) throws Exception {
        User user = new User("x", "x", Set.of(role), true);
        boolean sees = lab.equals(RunningHub.LAB) || user.may(Permission.SEE_ALL_TENANTS);
        Map<Page, String> thing = thing(page);
        int wanted = user.may(page.permission()) ? thing.isEmpty() || sees ? 200 : 404 : 403;
        HttpResponse<String> answer = answer(browser, page, thing.getOrDefault(page, ""));
        String what = page + " " + role + " of " + lab;
        cells.expect(what, wanted, answer.statusCode());
        boolean told =
                answer.body().contains(TwoTenants.MARK)
                        || answer.body().contains(world.session.id());
        cells.expect(what + " is told of " + RunningHub.LAB, sees || !told, "yes");
    }

    @Test
    void a_page_answers_nobody_without_a_good_cookie_and_no_form_of_another_site()
            throws Exception {
        String id = TwoTenants.person(Role.SUPER_ADMINISTRATOR, RunningHub.LAB);
        try (Browser browser = world.browserOf(id)) {
            for (Page page : Page.values()) {
                if (page.verb() == Page.Verb.POST) {
                    String csrf = browser.csrf;
                    browser.csrf = "guessed";
                    cells.expect(page + " of another site", 403, ask(browser, page, "unknown"));
                    browser.csrf = csrf;
                }
            }
            for (String cookie : List.of("prepstation=guessed", "")) {
                strangers(browser, cookie, cookie);
            }
        }
        cells.allAsWanted(40);
    }

    private void strangers(Browser browser, String cookie, String state) throws Exception {
        for (Page page : Page.values()) {
            browser.cookie = cookie;
            int wanted = page == Page.EVENTS ? 403 : 303;
            cells.expect(page + " with " + state, wanted, ask(browser, page, "unknown"));
        }
    }

    @Test
    void a_person_who_signed_out_left_or_waited_too_long_is_a_stranger() throws Exception {
        String out = world.personOfOwner();
        try (Browser browser = world.browserOf(out)) {
            String cookie = browser.cookie;
            browser.post("/ui/logout");
            strangers(browser, cookie, "a cookie of who signed out");
        }
        String left = world.personOfOwner();
        try (Browser browser = world.browserOf(left)) {
            world.administration.users().deactivate(left, "admin");
            strangers(browser, browser.cookie, "a cookie of who left");
        }
        String idle = TwoTenants.person(Role.AUDITOR, RunningHub.LAB);
        try (Browser browser = world.browserOf(idle)) {
            cells.expect("before", 200, ask(browser, Page.SESSIONS, ""));
            world.hub.clock.advance(Duration.ofMinutes(31));
            strangers(browser, browser.cookie, "a cookie of who waited too long");
        }
        cells.allAsWanted(50);
    }
}
