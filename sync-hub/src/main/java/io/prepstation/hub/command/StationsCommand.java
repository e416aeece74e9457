package io.prepstation.hub.command;

import io.prepstation.hub.Administration;
import io.prepstation.hub.store.Station;
import io.prepstation.hub.store.StoreException;
import io.prepstation.model.record.Json;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// The stations that were let in.
@Command(
        name = "stations",
        description = "Lists and revokes stations, and says which took the place of which.",
        subcommands = {
            StationsCommand.Show.class,
            StationsCommand.Revoke.class,
            StationsCommand.Follow.class,
            StationsCommand.Unfollow.class
        })
final class StationsCommand implements Runnable {

    @ParentCommand private HubCommand hub;

    @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "say list, revoke, follow or unfollow");
    }

    @Command(name = "list", description = "Lists all stations.")
    static final class Show implements Callable<Integer> {

        @ParentCommand private StationsCommand stations;

        @Override
        public Integer call() throws StoreException {
            try (Administration administration = stations.hub.open()) {
                for (Station station : administration.stations().all()) {
                    stations.hub.printer().print(line(station), Json.write(station));
                }
                return HubCommand.DONE;
            }
        }

        private static String line(Station station) {
            return station.id()
                    + "\t"
                    + station.name()
                    + "\t"
                    + station.labId()
                    + (station.revoked() ? "\trevoked" : "")
                    + (station.publicKey() == null ? "\tno key" : "");
        }
    }

    @Command(
            name = "revoke",
            description = "Locks a station out, from its next request on. What it weighed stays.")
    static final class Revoke implements Callable<Integer> {

        @ParentCommand private StationsCommand stations;

        @Parameters(paramLabel = "ID", description = "the station's id, see: stations list")
        private String id;

        @Override
        public Integer call() throws StoreException {
            try (Administration administration = stations.hub.open()) {
                if (!administration.stations().revoke(id, "hub")) {
                    stations.hub.err().println("hub: there is no station " + id);
                    return HubCommand.REFUSED;
                }
                stations.hub
                        .printer()
                        .print("revoked " + id, Json.object().put("id", id).put("revoked", true));
                return HubCommand.DONE;
            }
        }
    }

    @Command(
            name = "follow",
            description =
                    "Says that a station took the place of a revoked one of its lab: it may have that one's sessions again.")
    static final class Follow implements Callable<Integer> {

        @ParentCommand private StationsCommand stations;

        @Parameters(index = "0", paramLabel = "ID", description = "the station that is in use now")
        private String id;

        @Parameters(index = "1", paramLabel = "FORMER", description = "the one it replaces")
        private String former;

        @Override
        public Integer call() throws StoreException {
            try (Administration administration = stations.hub.open()) {
                Optional<String> reason = administration.stations().follow(id, former, "hub");
                if (reason.isPresent()) {
                    stations.hub.err().println("hub: " + reason.get());
                    return HubCommand.REFUSED;
                }
                stations.hub
                        .printer()
                        .print(
                                id + " follows " + former,
                                Json.object().put("id", id).put("follows", former));
                return HubCommand.DONE;
            }
        }
    }

    @Command(
            name = "unfollow",
            description =
                    "Takes back that a station took the place of another one. What it was given meanwhile it keeps.")
    static final class Unfollow implements Callable<Integer> {

        @ParentCommand private StationsCommand stations;

        @Parameters(paramLabel = "ID", description = "the station that follows another one")
        private String id;

        @Override
        public Integer call() throws StoreException {
            try (Administration administration = stations.hub.open()) {
                Optional<String> former = administration.stations().unfollow(id, "hub");
                if (former.isEmpty()) {
                    stations.hub
                            .err()
                            .println(
                                    "hub: there is no station " + id + " that follows another one");
                    return HubCommand.REFUSED;
                }
                stations.hub
                        .printer()
                        .print(
                                id + " does not follow " + former.get() + " any more",
                                Json.object().put("id", id).put("followed", former.get()));
                return HubCommand.DONE;
            }
        }
    }
}
