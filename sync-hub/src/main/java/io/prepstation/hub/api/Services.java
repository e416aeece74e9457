package io.prepstation.hub.api;

import io.prepstation.hub.dashboard.Dashboard;
import io.prepstation.hub.edit.ConflictDesk;
import io.prepstation.hub.edit.Pushes;
import io.prepstation.hub.feed.LiveFeed;
import io.prepstation.hub.feed.Pulls;
import io.prepstation.hub.metrics.HubMetrics;
import io.prepstation.hub.metrics.MetricsToken;
import io.prepstation.hub.people.Enrolments;
import io.prepstation.hub.people.PersonLogins;
import io.prepstation.hub.people.Stations;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.sync.Attachments;
import io.prepstation.hub.sync.AuditHeads;
import io.prepstation.hub.sync.Comparisons;
import io.prepstation.hub.sync.Download;
import io.prepstation.hub.sync.OwnSessions;
import io.prepstation.hub.sync.Receipts;
import io.prepstation.hub.sync.Sessions;
import io.prepstation.hub.sync.Uploads;

/// What the routes are served by.
///
/// @param kept files of downloads; closed with what serves
public record Services(
        HubDatabase database,
        Enrolments enrolments,
        Receipts receipts,
        Stations stations,
        PersonLogins personLogins,
        Uploads uploads,
        Download download,
        Comparisons comparisons,
        Sessions sessions,
        OwnSessions ownSessions,
        Pushes pushes,
        ConflictDesk conflicts,
        Pulls pulls,
        LiveFeed live,
        AuditHeads auditHeads,
        Attachments attachments,
        HubMetrics metrics,
        MetricsToken metricsToken,
        Dashboard dashboard,
        KeptDownloads kept) {}
