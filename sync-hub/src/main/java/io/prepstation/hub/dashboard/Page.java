package io.prepstation.hub.dashboard;

import io.prepstation.model.people.Permission;

/// Every page and deed of the dashboard, and who may: the routes, the navigation and the matrix test are made from it.
public enum Page {
    SESSIONS(Verb.GET, "/ui/sessions", Permission.SEE_SESSIONS, "Sessions"),
    SESSIONS_CSV(Verb.GET, "/ui/sessions.csv", Permission.SEE_SESSIONS, ""),
    SESSION(Verb.GET, "/ui/sessions/:id", Permission.SEE_SESSIONS, ""),
    SESSION_PDF(Verb.GET, "/ui/sessions/:id/record.pdf", Permission.SEE_SESSIONS, ""),
    SESSION_ATTACHMENT(
            Verb.GET, "/ui/sessions/:id/attachments/:sha256", Permission.SEE_SESSIONS, ""),
    EVENTS(Verb.GET, "/ui/events", Permission.SEE_SESSIONS, ""),
    STATISTICS(Verb.GET, "/ui/statistics", Permission.SEE_SESSIONS, "Statistics"),
    FORMULAS(Verb.GET, "/ui/formulas", Permission.SEE_SESSIONS, "Formulas"),
    FORMULA(Verb.GET, "/ui/formulas/:id", Permission.SEE_SESSIONS, ""),
    IMPORT(Verb.POST, "/ui/formulas", Permission.EDIT_FORMULAS, ""),
    APPROVE(Verb.POST, "/ui/formulas/:id/approve", Permission.APPROVE_FORMULAS, ""),
    MATERIALS(Verb.GET, "/ui/materials", Permission.SEE_SESSIONS, "Materials"),
    STATIONS(Verb.GET, "/ui/stations", Permission.SEE_STATIONS, "Stations"),
    ENROL_CODE(Verb.POST, "/ui/stations", Permission.MANAGE_STATIONS, ""),
    REVOKE(Verb.POST, "/ui/stations/:id/revoke", Permission.MANAGE_STATIONS, ""),
    CONFLICTS(Verb.GET, "/ui/conflicts", Permission.SEE_STATIONS, "Conflicts"),
    USERS(Verb.GET, "/ui/users", Permission.MANAGE_USERS, "Users"),
    ADD_USER(Verb.POST, "/ui/users", Permission.MANAGE_USERS, ""),
    GIVE_PASSWORD(Verb.POST, "/ui/users/:id/password", Permission.MANAGE_USERS, ""),
    REMOVE_USER(Verb.POST, "/ui/users/:id/remove", Permission.MANAGE_USERS, ""),
    AUDIT(Verb.GET, "/ui/audit", Permission.SEE_AUDIT, "Audit");

    /// To look, or to change something.
    public enum Verb {
        GET,
        POST
    }

    /// Of a form that people fill in, in bytes.
    static final int LONGEST_FORM = 16 * 1024;

    private static final int LONGEST_FILE_OF_FORMULAS = 512 * 1024;

    private final Verb verb;
    private final String path;
    private final Permission permission;
    private final String title;

    Page(Verb verb, String path, Permission permission, String title) {
        this.verb = verb;
        this.path = path;
        this.permission = permission;
        this.title = title;
    }

    public Verb verb() {
        return verb;
    }

    /// With `:id` where it is about one thing.
    public String path() {
        return path;
    }

    /// The longest body it takes, in bytes.
    int longest() {
        return this == IMPORT ? LONGEST_FILE_OF_FORMULAS : LONGEST_FORM;
    }

    public Permission permission() {
        return permission;
    }

    /// As the navigation shows it; empty for what is reached from another page.
    public String title() {
        return title;
    }
}
