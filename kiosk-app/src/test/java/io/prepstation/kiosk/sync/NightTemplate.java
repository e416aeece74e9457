package io.prepstation.kiosk.sync;

import io.prepstation.hub.store.DataDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A hub and two stations enrolled at it, whose files every night begins with: they are made once, by the product's own means.
///
/// @param folder `hub`, `station-0`, `station-1`
/// @param server where the hub's database is; null if it is a file
record NightTemplate(
        Path folder, List<NightStation.Card> cards, NightPostgres.@Nullable Server server) {

    private static final int STATIONS = 2;

    NightTemplate {
        cards = List.copyOf(cards);
    }

    static NightTemplate in(Path folder, NightPostgres.@Nullable Server server) throws Exception {
        Files.createDirectories(folder);
        if (server != null) {
            server.nameTemplate(folder.resolve("hub"));
        }
        List<NightStation.Card> cards = new ArrayList<>();
        try (TestHub hub = new TestHub(folder.resolve("hub"), SyncedStation.clockOf2026());
                FaultyWire wire = new FaultyWire(hub.port())) {
            hub.addSupervisor(NightJudge.SAM.id());
            for (int n = 0; n < STATIONS; n++) {
                cards.add(enrolled(folder.resolve("station-" + n), "station " + n, hub, wire));
            }
        }
        return new NightTemplate(folder, cards, server);
    }

    private static NightStation.Card enrolled(
            Path data, String minute, TestHub hub, FaultyWire wire) throws Exception {
        try (SyncedStation station =
                new SyncedStation(data, hub, wire, SyncedStation.clockOf2026())) {
            return new NightStation.Card(station.enrolment, StationKey.open(data).pair(), minute);
        }
    }

    /// A night in a copy of these files.
    Night night(Path place, long seed, @Nullable NightRule without) throws Exception {
        NightFiles.copyOver(folder, place);
        return new Night(place, store(place.resolve("hub"), place), cards, seed, without);
    }

    private NightStore store(Path hub, Path place) throws Exception {
        return server == null
                ? new NightSqlite(new DataDirectory(hub).database())
                : server.night(hub, place.getFileName().toString().replace('-', '_'));
    }
}
