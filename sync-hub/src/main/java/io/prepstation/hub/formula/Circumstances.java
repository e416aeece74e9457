package io.prepstation.hub.formula;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.feed.Change;
import io.prepstation.hub.feed.Feed;
import io.prepstation.hub.store.Lab;
import io.prepstation.hub.store.Tables;
import io.prepstation.model.sync.EntityType;
import java.time.Instant;
import java.time.LocalDate;

/// Where and when one import happens.
record Circumstances(Tables tables, Feed feed, Lab lab, Instant now) {

    LocalDate today() {
        return now.atZone(lab.timeZone()).toLocalDate();
    }

    void append(EntityType type, String id, int version, ObjectNode data) {
        feed.append(tables, Change.atHub(lab.id(), type, id, version, data));
    }
}
