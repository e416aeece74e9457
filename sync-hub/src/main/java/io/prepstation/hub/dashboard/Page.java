package io.prepstation.hub.dashboard;

import io.prepstation.model.people.Permission;
import io.vertx.core.http.HttpMethod;

/// Every page and deed of the dashboard, and who may: the routes, the navigation and the matrix test are made from it.
public enum Page {
    SESSIONS(HttpMethod.GET, "/ui/sessions", Permission.SEE_SESSIONS, "Sessions"),
    SESSION(HttpMethod.GET, "/ui/sessions/:id", Permission.SEE_SESSIONS, ""),
    CSV(HttpMethod.GET, "/ui/sessions.csv", Permission.SEE_SESSIONS, ""),
    EVENTS(HttpMethod.GET, "/ui/events", Permission.SEE_SESSIONS, ""),
    STATIONS(HttpMethod.GET, "/ui/stations", Permission.SEE_STATIONS, "Stations"),
    REVOKE(HttpMethod.POST, "/ui/stations/:id/revoke", Permission.MANAGE_STATIONS, ""),
    FORMULAS(HttpMethod.GET, "/ui/formulas", Permission.SEE_SESSIONS, "Formulas"),
    IMPORT(HttpMethod.POST, "/ui/formulas", Permission.EDIT_FORMULAS, ""),
    APPROVE(HttpMethod.POST, "/ui/formulas/:id/approve", Permission.APPROVE_FORMULAS, ""),
    USERS(HttpMethod.GET, "/ui/users", Permission.MANAGE_USERS, "Users"),
    ADD_USER(HttpMethod.POST, "/ui/users", Permission.MANAGE_USERS, ""),
    GIVE_PASSWORD(HttpMethod.POST, "/ui/users/:id/password", Permission.MANAGE_USERS, ""),
    REMOVE_USER(HttpMethod.POST, "/ui/users/:id/remove", Permission.MANAGE_USERS, ""),
    AUDIT(HttpMethod.GET, "/ui/audit", Permission.SEE_AUDIT, "Audit");

    private final HttpMethod method;
    private final String path;
    private final Permission permission;
    private final String title;

    Page(HttpMethod method, String path, Permission permission, String title) {
        this.method = method;
        this.path = path;
        this.permission = permission;
        this.title = title;
    }

    public HttpMethod method() {
        return method;
    }

    /// With `:id` where it is about one thing.
    public String path() {
        return path;
    }

    public Permission permission() {
        return permission;
    }

    /// As the navigation shows it; empty for what is reached from another page.
    public String title() {
        return title;
    }
}
