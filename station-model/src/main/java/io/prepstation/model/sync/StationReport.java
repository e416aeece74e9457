package io.prepstation.model.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a station is, as it tells its hub every minute: `POST /api/stations/report`. People read it on the hub's page;
/// nothing is decided by it.
///
/// @param clock what the station takes for now, epoch milliseconds
/// @param waiting operations that are not at the hub yet
/// @param oldestWaitingAt when the first of them was made
/// @param stuck operations that wait for a person
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StationReport(
        @JsonProperty(required = true) long clock,
        @JsonProperty(required = true) String program,
        @JsonProperty(required = true) int waiting,
        @Nullable Long oldestWaitingAt,
        @JsonProperty(required = true) int stuck,
        @JsonProperty(required = true) List<Device> devices) {

    private static final int MOST_DEVICES = 32;
    private static final int LONGEST_TEXT = 200;

    public StationReport {
        devices = devices.stream().limit(MOST_DEVICES).toList();
        program = brief(program);
    }

    /// @param name `balance`, `camera`, `scanner`, `printer`, `pins`
    /// @param state `online`, `connecting`, `offline`
    /// @param detail what answered, or what is wrong
    public record Device(
            @JsonProperty(required = true) String name,
            @JsonProperty(required = true) String state,
            @JsonProperty(required = true) String detail) {

        public Device {
            name = brief(name);
            state = brief(state);
            detail = brief(detail);
        }
    }

    private static String brief(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }
}
