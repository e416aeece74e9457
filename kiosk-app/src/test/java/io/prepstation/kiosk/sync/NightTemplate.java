package io.prepstation.kiosk.sync;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A hub and two stations enrolled at it, whose files every night begins with: they are made once, by the product's own means.
///
/// @param folder `hub`, `station-0`, `station-1`
record NightTemplate(Path folder, List<NightStation.Card> cards) {

    private static final int STATIONS = 2;

    NightTemplate {
        cards = List.copyOf(cards);
    }

    static NightTemplate in(Path folder) throws Exception {
        Files.createDirectories(folder);
        List<NightStation.Card> cards = new ArrayList<>();
        try (TestHub hub = new TestHub(folder.resolve("hub"), SyncedStation.clockOf2026());
                FaultyWire wire = new FaultyWire(hub.port())) {
            hub.addSupervisor(NightJudge.SAM.id());
            for (int n = 0; n < STATIONS; n++) {
                cards.add(enrolled(folder.resolve("station-" + n), "station " + n, hub, wire));
            }
        }
        return new NightTemplate(folder, cards);
    }

    private static NightStation.Card enrolled(
            Path data, String minute, TestHub hub, FaultyWire wire) throws Exception {
        try (SyncedStation station =
                new SyncedStation(data, hub, wire, SyncedStation.clockOf2026())) {
            return new NightStation.Card(
                    station.enrolment, StationKey.open(data).pair(), minute);
        }
    }
}
